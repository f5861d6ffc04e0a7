import type { CycleSummary } from '@cellwatch/events';

/** What a sample cycle does not say. */
export const unmeasured = {
  average_coulombic_efficiency: null,
  average_coulombic_efficiency_with_first: null,
  cumulative_coulombic_efficiency: null,
  averaged_cycles: null,
  specific_irreversible_capacity_mah_per_gram: null,
  areal_charging_capacity_mah_per_cm2: null,
  areal_discharging_capacity_mah_per_cm2: null,
  energy_density_watt_hour_per_kilogram: null,
  projected_energy_density_watt_hour_per_kilogram: null,
  mass_model: null,
  leakage_current_ampere: null,
  shunt_resistance_ohm: null,
  temperature_celsius: null,
  temperature_set_point_celsius: null,
  charging_edge: null,
  discharging_edge: null,
  rest_after_charge: null,
  rest_after_discharge: null,
  charging_peaks: null,
  discharging_peaks: null,
  purpose: null,
  contradictions: [],
} satisfies Partial<CycleSummary>;
