/** Records lie at decimal times: their distance is compared up to a microsecond. */
const tolerance_second = 1e-6;

/**
 * Resistance x seconds after a step edge, in Ω: (V(x) − V before) / (I − I before).
 *
 * Records of the step, times in seconds since the edge, ascending; V before is the last record before the edge, I the step's own
 * current. Between two records the voltage is interpolated. Null unless these are at most x apart, and where the current did
 * not change: x = 10 s cannot be read from records every 30 s. It grows with x: what it contains is said by x, so that two values
 * compare only at the same x, and even 10 ms are not the ohmic part of a solid cell.
 *
 * @quantity Edge resistance
 * @symbol R_x
 * @unit Ω
 * @formula (V(t₀+x) − V(t₀⁻)) / (I⁺ − I⁻)
 * @convention x is part of the value; interpolated between records at most x apart; never an ohmic resistance by itself
 * @source textbook definition (direct-current resistance); when it is null is a project convention
 */
export function edgeResistance({
  time_second,
  voltage_volt,
  current_ampere,
  voltage_before_volt,
  current_before_ampere,
  at_second,
}: {
  time_second: ArrayLike<number>;
  voltage_volt: ArrayLike<number>;
  current_ampere: number;
  voltage_before_volt: number;
  current_before_ampere: number;
  at_second: number;
}): number | null {
  const change = current_ampere - current_before_ampere;
  let after = 0;
  while (after < time_second.length && time_second[after] < at_second - tolerance_second) after++;
  if (after === time_second.length || change === 0) return null;
  if (time_second[after] <= at_second + tolerance_second) return (voltage_volt[after] - voltage_before_volt) / change;
  if (after === 0) return null;
  const gap = time_second[after] - time_second[after - 1];
  if (gap > at_second + tolerance_second) return null;
  const share = (at_second - time_second[after - 1]) / gap;
  const voltage = voltage_volt[after - 1] + share * (voltage_volt[after] - voltage_volt[after - 1]);
  return (voltage - voltage_before_volt) / change;
}
