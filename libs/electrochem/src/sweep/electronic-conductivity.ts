import { straightLine } from '../straight-line.js';

/**
 * Electronic conductivity of a pellet between blocking contacts in S/cm: L/(R·A).
 *
 * 1/R is the least-squares slope of I over V with an intercept, so that an offset of the instrument does not count. Null where the
 * voltage does not vary, the slope is not positive, or thickness or area is not known.
 *
 * @quantity Electronic conductivity
 * @symbol σ_e
 * @unit S/cm
 * @formula L / (R·A), 1/R the slope of I over V
 * @convention with an intercept; blocking contacts; geometric area
 * @source textbook definition
 */
export function electronicConductivity({
  voltage_volt,
  current_ampere,
  thickness_micrometer,
  area_cm2,
}: {
  voltage_volt: ArrayLike<number>;
  current_ampere: ArrayLike<number>;
  thickness_micrometer: number | null | undefined;
  area_cm2: number | null | undefined;
}): number | null {
  const line = straightLine(voltage_volt, current_ampere);
  if (!line || !(line.slope > 0) || !thickness_micrometer || !area_cm2) return null;
  return (line.slope * thickness_micrometer * 1e-4) / area_cm2;
}
