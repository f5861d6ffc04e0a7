import { straightLine } from '../straight-line.js';
import { warburgStep } from './warburg-step.js';

const leastPoints = 3;

/**
 * What a long pulse says where no spectrum was measured: V = V_a + b·√t between two times after the edge.
 *
 * `resistance_ohm` = (V_a − V before)/ΔI is the sum of the ohmic, the interphase and the charge-transfer resistance;
 * `warburg_coefficient_ohm_per_root_second` = b/(ΔI·2√(2/π)). The stretch begins after five time constants of the slowest arc
 * and ends before the open-circuit voltage has moved; records of the step, times in seconds since the edge. It is an estimate
 * from a pulse and never stands in for an impedance fit. Null with fewer than three records in the stretch, or no change of current.
 *
 * @quantity Pulse extrapolation
 * @symbol R_a, σ
 * @unit Ω, Ω·s^−½
 * @formula V = V_a + b√t; R_a = (V_a − V₀)/ΔI; σ = b / (ΔI·2√(2/π))
 * @convention stretch after the slowest arc and before the open-circuit voltage moves; never an impedance fit
 * @source step response of a Warburg element (textbook); the idea is that of intermittent current interruption, doi
 *   10.1038/s41467-023-37989-6
 */
export function squareRootExtrapolation({
  time_second,
  voltage_volt,
  voltage_before_volt,
  current_change_ampere,
  from_second,
  to_second,
}: {
  time_second: ArrayLike<number>;
  voltage_volt: ArrayLike<number>;
  voltage_before_volt: number;
  current_change_ampere: number;
  from_second: number;
  to_second: number;
}): { resistance_ohm: number; warburg_coefficient_ohm_per_root_second: number } | null {
  const roots: number[] = [];
  const volts: number[] = [];
  for (let row = 0; row < time_second.length; row++) {
    if (!(time_second[row] >= from_second && time_second[row] <= to_second)) continue;
    roots.push(Math.sqrt(time_second[row]));
    volts.push(voltage_volt[row]);
  }
  const line = roots.length >= leastPoints ? straightLine(roots, volts) : null;
  if (line === null || current_change_ampere === 0) return null;
  return {
    resistance_ohm: (line.intercept - voltage_before_volt) / current_change_ampere,
    warburg_coefficient_ohm_per_root_second: line.slope / (current_change_ampere * warburgStep),
  };
}
