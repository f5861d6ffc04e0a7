/**
 * Mean voltage of a half-cycle in volts: ∫V dQ / Q = energy over capacity. Null where less than `least_capacity_ah` passed
 * (1 % of the nominal capacity by convention): a ratio of two small numbers says nothing.
 *
 * @quantity Mean voltage
 * @symbol V̄
 * @unit V
 * @formula E / Q = ∫V dQ / Q
 * @convention weighted by charge, per half; null below 1 % of the nominal capacity
 * @source textbook definition
 */
export function meanVoltage(energy_wh: number, capacity_ah: number, least_capacity_ah = 0): number | null {
  return capacity_ah > 0 && capacity_ah >= least_capacity_ah ? energy_wh / capacity_ah : null;
}
