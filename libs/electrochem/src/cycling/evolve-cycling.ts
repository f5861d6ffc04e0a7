import type { CycleSummary, RecordBatch } from '@cellwatch/events';
import { beginTest, placeBatch } from './begin-test.js';
import { inStep } from './in-step.js';
import { observe } from './observe.js';
import type { OpenHalf } from './open-half.js';
import { isReversed, recordColumns } from './record-columns.js';
import type { Run } from './run.js';
import { isTurning, settle, settleRecord } from './settle.js';
import type { CyclingState } from './state.js';
import type { StepWatch } from './step-watch.js';
import { summariseCycle } from './summarise-cycle.js';
import { takeRecord } from './take-record.js';

export interface Evolved {
  state: CyclingState;
  /** Those that completed, in order; then the open one, provisional, if this batch changed it. */
  cycles: CycleSummary[];
  /**
   * A record came late, out of order, or of an earlier test: it and what follows it in the batch are not in the state, and the
   * cell must be folded again from its stored records, tests in order of their first time (then of `test_id`).
   */
  disordered: boolean;
  /** Records that count for nothing: repeated times, a clock that ran backward, no voltage or current. */
  dropped: number;
}

/**
 * Folds a batch of a cell's records into steps, half-cycles and cycles. Pure: the result does not depend on how the records
 * are cut into batches. `state` is owned by the call and may be changed by it; it survives JSON unchanged.
 *
 * Capacities in Ah and energies in Wh, never negative capacities; direction by the sign of the current (positive charges).
 * `onRecord` is called after each record that was counted into the open half in the half's direction, with its row in this
 * batch (−1 for a record that was kept back from the batch before). `watch` looks at steps, and changes nothing.
 */
export function evolveCycling(
  state: CyclingState,
  batch: RecordBatch,
  onRecord?: (half: OpenHalf, row: number) => void,
  watch?: StepWatch,
): Evolved {
  const place = placeBatch(state, batch);
  if (place === 'past') return { state, cycles: [], disordered: true, dropped: 0 };
  const columns = recordColumns(batch, isReversed(state));
  const run: Run = { state, batch, columns, completed: [], changed: false, dropped: 0, onRecord, watch };
  if (place === 'next') beginTest(run);

  let row = 0;
  let disordered = false;
  while (row < batch.length) {
    if (state.step && !state.waiting) {
      const next = inStep(run, row, batch.length, false);
      if (next > row) {
        observe(state, columns, row, next);
        watch?.added(state.step, columns, row, next);
      }
      if (next > row && isTurning(state)) settle(run, columns, next - 1);
      row = next;
      if (row === batch.length) break;
    }
    const taken = takeRecord(run, row);
    if (taken === 'late') {
      disordered = true;
      break;
    }
    if (taken === 'counted') settleRecord(run, columns, row);
    row++;
  }
  const cycles = run.completed;
  if (run.changed && state.cycle) cycles.push(summariseCycle(state, state.cycle, 'open'));
  return { state, cycles, disordered, dropped: run.dropped };
}
