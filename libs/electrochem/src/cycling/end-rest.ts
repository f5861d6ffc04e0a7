import { relaxationOf } from './rest.js';
import { owner, type Run } from './run.js';

/** Load begins, or the test is over: what the voltage did at rest belongs to the half before. */
export function endRest(run: Run): void {
  const { state } = run;
  if (!state.rest) return;
  const half = owner(state);
  if (half && state.rest.duration_second > 0) {
    if (state.shapes) half.rest = relaxationOf(state.rest);
    half.rests++;
    run.changed ||= state.cycle !== null;
  }
  state.rest = null;
}
