import type { CyclingState, LastRecord, Step, StepKind } from './state.js';
import { isHeld, passedCapacity } from './step-statistics.js';

/**
 * What kind of step it was, from its O(1) statistics: ZERO ended at once; PULSE is at most 60 s and 1 % of the reference
 * capacity; CV and CCCV hold a voltage while the current falls; CC spreads by at most 1 % (3.29 deviations stand for P95 − P5).
 */
export function stepKind(
  state: Pick<CyclingState, 'nominal_capacity_ah' | 'life'>,
  step: Step,
  last: LastRecord,
): StepKind {
  if (step.direction === 0) return 'REST';
  const spanned = last.test_time_second - step.first_test_time_second;
  const lasted = Math.max(spanned, last.step_time_second ?? 0);
  if (spanned === 0) return 'ZERO';
  const capacity = passedCapacity(step);
  const reference = state.nominal_capacity_ah ?? state.life.largest_half_ah;
  if (lasted <= 60 && capacity <= 0.01 * reference) return 'PULSE';
  if (isHeld(step, last.test_time_second, last.current_ampere))
    return step.hold_from_ah <= 0.01 * step.integral_ah ? 'CV' : 'CCCV';
  const { records, base_current_ampere, current_sum, current_square_sum } = step;
  const mean = base_current_ampere + current_sum / records;
  const deviation = Math.sqrt(Math.max(0, current_square_sum - current_sum ** 2 / records) / records);
  return 3.29 * deviation <= 0.01 * mean ? 'CC' : 'MIXED';
}
