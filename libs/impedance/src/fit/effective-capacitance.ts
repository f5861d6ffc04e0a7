/**
 * Capacitance of an arc, in F, of its time constant in s and its resistance in Ω.
 *
 * @quantity effective capacitance
 * @symbol C_eff
 * @unit F
 * @formula C_eff = τ/R
 * @convention of the capacitor that gives the same time constant beside the same resistance
 * @source project convention
 */
export function effectiveCapacitance(time_constant_second: number, resistance_ohm: number): number {
  return time_constant_second / resistance_ohm;
}
