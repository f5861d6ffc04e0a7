/** Of the first half: what a good cycler cannot tell from nothing. */
const noiseShare = 1e-3;

/**
 * The shunt in Ω that would explain the whole loss of a full cell's cycle: mean voltage over the mean current lost. A cell also
 * loses charge to side reactions, so its real shunt is this or more.
 *
 * Energies of both halves in Wh, capacities in Ah, time from cycle to cycle in s, rests included. Null where the loss is below
 * 0.1 % of the charge: no shunt is seen.
 *
 * @quantity apparent shunt resistance
 * @symbol R̂_s
 * @unit Ω
 * @formula V̄·t/(Q_c − Q_d), V̄ = (E_c + E_d)/(Q_c + Q_d)
 * @convention full cells; no baseline is subtracted, so it is a lower bound
 * @source project convention, checked by simulation
 */
export function shuntResistance(cycle: {
  charging_capacity_ah: number;
  discharging_capacity_ah: number;
  charging_energy_wh: number;
  discharging_energy_wh: number;
  duration_second: number;
}): number | null {
  const { charging_capacity_ah, discharging_capacity_ah, duration_second } = cycle;
  const loss = charging_capacity_ah - discharging_capacity_ah;
  if (!(loss > noiseShare * charging_capacity_ah) || duration_second <= 0) return null;
  const mean_voltage_volt =
    (cycle.charging_energy_wh + cycle.discharging_energy_wh) / (charging_capacity_ah + discharging_capacity_ah);
  return (mean_voltage_volt * duration_second) / (3600 * loss);
}
