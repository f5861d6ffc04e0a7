import {
  quantise,
  recordsPerMessage,
  stepTypes,
  type QuantityName,
  type Reject,
  type RejectReason,
} from '@cellwatch/events';
import { batchColumns } from '../batch-columns.js';
import { limitOf } from '../bind-columns.js';
import { cellNamed } from '../cell-named.js';
import type { Reading, ReadOptions, TestHeader } from '../cycler-reader.js';
import { hashOf, testNamed } from '../introduce-test.js';
import { makeReject } from '../make-reject.js';
import { shortName } from '../short-name.js';
import { zonedClock } from '../zoned-clock.js';
import type { Recording } from './recording.js';

const rejectsHeld = 64;
/** A record without one of these is refused. */
const needed: [quantity: QuantityName, reason: RejectReason, wanted: string][] = [
  ['test_time_second', 'bad_time', 'a time'],
  ['unix_time_second', 'bad_time', 'a time'],
  ['voltage_volt', 'implausible', 'a voltage of a cell'],
  ['current_ampere', 'not_a_number', 'a current in A'],
];

/** A whole test as readings: its header, then batches, and a reject for each record that lacks what it needs. */
export function recordingReadings(recording: Recording, options: ReadOptions): Reading[] {
  const { states, length, started } = recording;
  const zone = zonedClock(options.time_zone);
  const start = started?.second != null ? quantise('unix_time_second', zone(started.day * 86400 + started.second, NaN)) : null; // prettier-ignore
  const test = headerOf(recording, start, options);
  const whole = Object.entries(columnsOf(recording, start ?? 0)) as [QuantityName, Float64Array][];
  const names = whole.map(([name]) => name);
  const limits = names.map(limitOf);
  const must = needed.map(([name]) => names.indexOf(name));
  const capacity = options.records_per_batch ?? recordsPerMessage;
  const batch = batchColumns(names, capacity, true);
  const out: Reading[] = [{ kind: 'test', test }];
  let rejects: Reject[] = [];
  let held = 0;

  function emit(): void {
    if (held > 0) {
      const { cell_id, test_id, equipment_id, channel_id, source_format, clock_source, counter_reset } = test;
      const identity = { cell_id, test_id, equipment_id, channel_id, source_format, clock_source, counter_reset };
      const exported_at = batch.columns[names.indexOf('unix_time_second')][held - 1];
      const live = options.live ?? false;
      out.push({ kind: 'batch', batch: { ...identity, exported_at, live, ...batch.take(held) } });
    }
    for (const reject of rejects) out.push({ kind: 'reject', reject });
    rejects = [];
    held = 0;
  }

  for (let i = 0; i < length; i++) {
    for (let k = 0; k < names.length; k++) {
      const value = quantise(names[k], whole[k][1][i]);
      batch.columns[k][held] = value <= limits[k] && value >= -limits[k] ? value : NaN;
    }
    const lacks = must.findIndex((k) => Number.isNaN(batch.columns[k][held]));
    if (lacks >= 0) {
      const [name, reason, wanted] = needed[lacks];
      const where = { source: options.file_name, cell_id: test.cell_id, test_id: test.test_id, line: i + 1 };
      const what = `record ${i + 1}: got ${whole[must[lacks]][1][i]} (${name}), expected ${wanted}`;
      rejects.push(makeReject(where, reason, what, new Uint8Array(0)));
    } else {
      batch.writeState(held, states.codes[i], states.words[states.codes[i]]);
      held++;
    }
    if (held === capacity || rejects.length === rejectsHeld) emit();
  }
  emit();
  return out;
}

/** The recording's columns and those that follow from them: number, clock, step count and type. */
function columnsOf({ columns, states, length }: Recording, start: number): Record<string, Float64Array> {
  const derived = (value: (i: number) => number) => Float64Array.from({ length }, (_, i) => value(i));
  const { step_id, step_time_second, test_time_second } = columns;
  const types = states.types.map((name) => stepTypes.indexOf(name));
  let step = 0;
  const all = {
    record_index: columns.record_index ?? derived((i) => i + 1),
    unix_time_second:
      columns.unix_time_second ?? derived((i) => start + quantise('test_time_second', test_time_second![i])),
    step_type: derived((i) => types[states.codes[i]]),
    // another step, another state, or the step's clock began again
    step_count:
      columns.step_count ??
      derived((i) => {
        const same =
          i > 0 &&
          step_id?.[i] === step_id?.[i - 1] &&
          !(step_time_second && step_time_second[i] < step_time_second[i - 1]) &&
          states.codes[i] === states.codes[i - 1];
        return same ? step : ++step;
      }),
    ...columns,
  };
  return Object.fromEntries(Object.entries(all).filter(([, column]) => column !== undefined));
}

function headerOf(recording: Recording, start: number | null, options: ReadOptions): TestHeader {
  const { title, procedure, comment, tester, channel, started, source_format, clock_source, counter_reset } = recording;
  const clocks = { wall: [], test_start: ['wall clock: the printed start plus test time'], none: ['no wall clock: the source holds neither dates nor a start'] }; // prettier-ignore
  return {
    cell_id: options.cell_id ?? cellNamed(title || options.file_name),
    test_id: title ? testNamed(title, started, channel) : hashOf(recording.first_rows),
    equipment_id: options.equipment_id ?? shortName(tester),
    channel_id: shortName(channel),
    source_format,
    title,
    procedure,
    comment,
    started_at_unix_second: start,
    exported_at: null,
    clock_source,
    counter_reset,
    current_sign: 'signed',
    notes: [...recording.notes, ...clocks[clock_source]],
  };
}
