import type { Direction } from './state.js';

const charge = 2;
const discharge = 3;

/**
 * Charge (1), discharge (−1) or rest (0): the current's sign from the rest current up; below it a record counts only if the
 * cycler says that it is charging or discharging and the current does not contradict. So the row that a suspended test
 * repeats, counter and all, is a rest.
 */
export function recordClass(
  current_ampere: number,
  step_type: number | null,
  rest_current_ampere: number,
): Direction | 0 {
  const magnitude = Math.abs(current_ampere);
  if (magnitude > 0 && magnitude >= rest_current_ampere) return current_ampere > 0 ? 1 : -1;
  if (step_type === charge && current_ampere >= 0) return 1;
  if (step_type === discharge && current_ampere <= 0) return -1;
  return 0;
}
