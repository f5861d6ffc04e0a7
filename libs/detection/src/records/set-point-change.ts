import { temperatureSetPoint } from '@cellwatch/electrochem';
import type { CellFacts } from '@cellwatch/events';

/** When the set point of the temperature last changed. Plain JSON. */
export interface SetPointChange {
  celsius: number | null;
  test_id: string;
  changed_second: number | null;
}

/** Seconds around a change of the set point in which nothing is judged that temperature moves. */
export const mutedSecond = 900;

export function initialSetPointChange(): SetPointChange {
  return { celsius: null, test_id: '', changed_second: null };
}

/** Takes the cycle that is running since `second` of the test, at the latest. */
export function advanceSetPoint(
  state: SetPointChange,
  facts: CellFacts,
  derived_cycle_count: number,
  test_id: string,
  second: number,
): void {
  const celsius = temperatureSetPoint(facts, derived_cycle_count);
  if (celsius !== state.celsius) {
    state.changed_second = state.celsius === null ? null : second;
    state.celsius = celsius;
  } else if (test_id !== state.test_id) state.changed_second = null;
  state.test_id = test_id;
}
