import { observe } from './observe.js';
import { turn } from './half-cycles.js';
import type { RecordColumns } from './record-columns.js';
import type { Run } from './run.js';
import type { CyclingState, LastRecord } from './state.js';
import { heldBefore, isHeld, passedCapacity } from './step-statistics.js';
import { tellHalf } from './tell-half.js';

/** After one record was taken by itself: looks at it, then settles it. */
export function settleRecord(run: Run, columns: RecordColumns, row: number): void {
  const { state } = run;
  if (!state.step) return;
  const { step } = state;
  const { last } = state as { last: LastRecord };
  columns.integrals[row] = step.integral_ah;
  columns.passed[row] = passedCapacity(step);
  columns.held[row] = isHeld(step, last.test_time_second, last.current_ampere)
    ? heldBefore(step, step.hold_from_second, step.hold_from_ah)
    : 0;
  observe(state, columns, row, row + 1);
  run.watch?.added(step, columns, row, row + 1);
  settle(run, columns, row);
}

/** Lets the running step change its owner if it has come so far, and tells of the record that it took last. */
export function settle(run: Run, columns: RecordColumns, row: number): void {
  const { step } = run.state;
  if (!step || step.direction === 0) return;
  if (isTurning(run.state)) turn(run);
  if (run.onRecord) tellHalf(run, columns, row);
}

export function isTurning({ step, turn_at_ah }: CyclingState): boolean {
  return step !== null && turn_at_ah !== null && passedCapacity(step) >= turn_at_ah;
}
