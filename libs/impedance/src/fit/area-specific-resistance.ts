/**
 * Area-specific resistance in Ω·cm², of a resistance in Ω and the electrode's area in cm². Resistance falls with area, so only
 * this compares cells of different size.
 *
 * @quantity area-specific resistance
 * @symbol ASR
 * @unit Ω·cm²
 * @formula ASR = R·A
 * @convention A: geometric area
 * @source project convention
 */
export function areaSpecificResistance(resistance_ohm: number, area_cm2: number): number {
  return resistance_ohm * area_cm2;
}
