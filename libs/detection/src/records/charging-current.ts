import type { RecordColumns, Step } from '@cellwatch/electrochem';

/** Magnitude in A at which the running step was held up to a row: before its hold at constant voltage, where it runs in one. */
export function chargingCurrent({ integrals, held, values }: RecordColumns, step: Step, row: number): number {
  if (held[row] > 0) return held[row];
  const seconds = values.test_time_second[row] - step.first_test_time_second;
  const passed = integrals[row] - step.first_integral_ah;
  return seconds > 0 && passed > 0 ? (passed * 3600) / seconds : step.base_current_ampere;
}
