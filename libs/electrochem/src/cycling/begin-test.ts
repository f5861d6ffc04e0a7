import type { RecordBatch } from '@cellwatch/events';
import { closeStep } from './close-step.js';
import { endRest } from './end-rest.js';
import type { Run } from './run.js';
import { shortHash } from './short-hash.js';
import type { CyclingState } from './state.js';
import { releaseWaiting } from './waiting-record.js';

const rememberedTests = 16;
const jumpVolt = 0.2;

/** Whether a batch goes on with the current test, begins the next one, or belongs to the past. */
export function placeBatch(state: CyclingState, batch: RecordBatch): 'goes on' | 'next' | 'past' {
  const { test, earlier_tests } = state;
  if (!test) return 'next';
  if (batch.test_id === test.test_id) return 'goes on';
  if (earlier_tests.includes(shortHash(batch.test_id))) return 'past';
  const begins = batch.columns.unix_time_second![0] - test.first_unix_time_second;
  return begins > 0 || (begins === 0 && batch.test_id > test.test_id) ? 'next' : 'past';
}

/** Chains the next test of the cell to the one before: nothing is integrated over the hole, the open cycle may go on. */
export function beginTest(run: Run): void {
  const { state, batch } = run;
  const before = state.last;
  if (state.test) {
    releaseWaiting(run);
    closeStep(run);
    endRest(run);
    state.earlier_tests = [...state.earlier_tests, shortHash(state.test.test_id)].slice(-rememberedTests);
  }
  state.jumped = before !== null && Math.abs(run.columns.values.voltage_volt[0] - before.voltage_volt) > jumpVolt;
  state.test = {
    test_id: batch.test_id,
    first_unix_time_second: batch.columns.unix_time_second![0],
    clock_source: batch.clock_source,
    maccor: batch.source_format.startsWith('maccor'),
  };
  state.last = null;
  state.step = null;
  state.record_index = -1;
  state.long_steps = state.long_steps_in_sign = 0;
}
