/**
 * Energy efficiency of a full cell: discharged over charged energy, as a ratio; equal to CE · V̄_discharge / V̄_charge.
 * It means nothing for a half-cell, whose voltage against its reference may cross zero: do not call it there.
 *
 * @quantity Energy efficiency
 * @symbol η_E
 * @unit ratio
 * @formula E_d / E_c
 * @convention full cells only
 * @source textbook definition
 */
export function energyEfficiency(charging_energy_wh: number, discharging_energy_wh: number): number | null {
  return charging_energy_wh > 0 ? discharging_energy_wh / charging_energy_wh : null;
}
