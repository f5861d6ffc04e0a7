import { quantities, type QuantityName } from '../quantities.js';
import type { RecordBatch } from '../record-batch.js';
import { clockSources, counterResets, mostRecords } from './layout.js';
import { WireError } from './wire-error.js';

const ids = ['cell_id', 'test_id', 'source_format'] as const;
const always: QuantityName[] = ['record_index', 'unix_time_second', 'test_time_second'];

/** The one place where a batch is validated: when it is written, and when it comes off the wire. */
export function checkRecordBatch(batch: RecordBatch): void {
  for (const id of ids)
    if (batch[id].length === 0 || batch[id].length > 200)
      throw new WireError(`${id} has ${batch[id].length} characters, expected 1 to 200`);
  if (!Number.isInteger(batch.length) || batch.length < 1 || batch.length > mostRecords)
    throw new WireError(`a batch of ${batch.length} records, expected 1 to ${mostRecords}`);
  if (!clockSources.includes(batch.clock_source)) throw new WireError(`clock_source is ${batch.clock_source}`);
  if (!counterResets.includes(batch.counter_reset)) throw new WireError(`counter_reset is ${batch.counter_reset}`);
  if (!Number.isFinite(batch.exported_at))
    throw new WireError(`exported_at is ${batch.exported_at}, expected Unix seconds`);
  for (const [name, column] of Object.entries(batch.columns)) {
    if (!(name in quantities)) throw new WireError(`a column is called ${name}, expected a quantity of the glossary`);
    if (column.length !== batch.length)
      throw new WireError(`column ${name} has ${column.length} values, expected ${batch.length}`);
  }
  for (const name of always) {
    const column = batch.columns[name];
    if (!column) throw new WireError(`column ${name} is missing`);
    for (let index = 0; index < batch.length; index++)
      if (!Number.isFinite(column[index]))
        throw new WireError(`${name} at row ${index} is ${column[index]}, expected a finite number`);
  }
  const { cycler_state } = batch;
  if (cycler_state && cycler_state.codes.length !== batch.length)
    throw new WireError(`cycler_state has ${cycler_state.codes.length} values, expected ${batch.length}`);
  if (cycler_state?.codes.some((code) => code >= cycler_state.dictionary.length))
    throw new WireError(`cycler_state has a code beyond its ${cycler_state.dictionary.length} words`);
}
