import { quantities, type QuantityName } from '../quantities.js';
import type { RecordBatch } from '../record-batch.js';
import { isStorable } from '../storable-text.js';
import { clockSources, counterResets, mostRecords } from './layout.js';
import { WireError } from './wire-error.js';

const longest = 200;
const mostWords = 256;
const names = ['cell_id', 'test_id', 'source_format'] as const;
const maybeEmpty = ['equipment_id', 'channel_id'] as const;
const always: QuantityName[] = ['record_index', 'unix_time_second', 'test_time_second'];

/** The one place where a batch is validated: when it is written, and when it comes off the wire. */
export function checkRecordBatch(batch: RecordBatch): void {
  for (const name of names) checkText(name, batch[name], 1);
  for (const name of maybeEmpty) checkText(name, batch[name], 0);
  const { length, exported_at, cycler_state } = batch;
  if (!Number.isInteger(length) || length < 1 || length > mostRecords)
    throw new WireError(`a batch of ${length} records, expected 1 to ${mostRecords}`);
  if (!clockSources.includes(batch.clock_source))
    throw new WireError(`clock_source is ${batch.clock_source}, expected one of ${clockSources.join(', ')}`);
  if (!counterResets.includes(batch.counter_reset))
    throw new WireError(`counter_reset is ${batch.counter_reset}, expected one of ${counterResets.join(', ')}`);
  if (!(Math.abs(exported_at) < Number.MAX_SAFE_INTEGER / 1e6))
    throw new WireError(`exported_at is ${exported_at}, expected Unix seconds`);
  for (const [name, column] of Object.entries(batch.columns)) {
    if (!Object.hasOwn(quantities, name))
      throw new WireError(`a column is called ${name}, expected a quantity of the glossary`);
    if (column?.length !== length)
      throw new WireError(`column ${name} has ${column?.length} values, expected ${length}`);
  }
  for (const name of always) checkPresent(name, batch.columns[name], length);
  if (cycler_state) {
    const { dictionary, codes } = cycler_state;
    if (dictionary.length > mostWords)
      throw new WireError(`cycler_state has ${dictionary.length} words, expected at most ${mostWords}`);
    for (const word of dictionary) checkText('a word of cycler_state', word, 0);
    if (codes.length !== length) throw new WireError(`cycler_state has ${codes.length} values, expected ${length}`);
    const beyond = codes.findIndex((code) => code >= dictionary.length);
    if (beyond >= 0)
      throw new WireError(`cycler_state at row ${beyond} is ${codes[beyond]}, expected below ${dictionary.length}`);
  }
}

function checkText(name: string, text: string, shortest: number): void {
  if (text.length < shortest || text.length > longest)
    throw new WireError(`${name} has ${text.length} characters, expected ${shortest} to ${longest}`);
  if (!isStorable(text))
    throw new WireError(`${name} is ${JSON.stringify(text)}, expected text without NUL and lone surrogates`);
}

function checkPresent(name: QuantityName, column: Float64Array | undefined, length: number): void {
  if (!column) throw new WireError(`column ${name} is missing, expected it in every batch`);
  for (let index = 0; index < length; index++)
    if (!Number.isFinite(column[index]))
      throw new WireError(`${name} at row ${index} is ${column[index]}, expected a finite number`);
}
