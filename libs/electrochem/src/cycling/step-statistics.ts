import type { Step } from './state.js';

/** What the running step has passed, in Ah: by the cycler's counter, whose internal rate is higher, else by the trapezoid. */
export function passedCapacity(step: Step): number {
  return step.counter_valid ? step.counter_ah : step.integral_ah;
}

/** The same in Wh. An unsigned energy counter says nothing of a cell below 0 V: there the trapezoid's mean voltage serves. */
export function passedEnergy(step: Step, voltage_volt: number): number {
  if (!step.counter_valid) return step.integral_wh;
  if (step.energy_counter_valid && step.least_voltage_volt >= 0) return step.counter_wh;
  if (step.integral_ah > 0) return (step.integral_wh * step.counter_ah) / step.integral_ah;
  return step.counter_ah * voltage_volt;
}

/** Where the current was held: charge over time from the first record up to the hold at constant voltage, in A. */
export function heldCurrent(step: Step, last_test_time_second: number, last_current_ampere: number): number {
  const held = isHeld(step, last_test_time_second, last_current_ampere);
  const until = held ? step.hold_from_second : last_test_time_second;
  const passed = (held ? step.hold_from_ah : step.integral_ah) - step.first_integral_ah;
  const seconds = until - step.first_test_time_second;
  if (seconds > 0 && passed > 0) return (passed * 3600) / seconds;
  return step.base_current_ampere + step.current_sum / step.records;
}

/** Magnitude in A up to a hold at constant voltage that began then: charge over time, or the first current where it began at once. */
export function heldBefore(step: Step, hold_from_second: number, hold_from_ah: number): number {
  const seconds = hold_from_second - step.first_test_time_second;
  const passed = hold_from_ah - step.first_integral_ah;
  if (seconds > 0 && passed > 0) return (passed * 3600) / seconds;
  return step.base_current_ampere;
}

/** At least 3 records and 30 s within 2 mV, while the current fell by 5 % or more: a hold at constant voltage. */
export function isHeld(step: Step, last_test_time_second: number, last_current_ampere: number): boolean {
  return (
    step.hold_records >= 3 &&
    last_test_time_second - step.hold_from_second >= 30 &&
    last_current_ampere <= 0.95 * step.hold_current_ampere
  );
}
