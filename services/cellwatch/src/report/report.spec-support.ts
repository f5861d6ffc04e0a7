import { declareFacts, type CycleSummary } from '@cellwatch/events';
import type { CampaignCell } from './report.js';

/** A cycle of which little is known. */
const absent: Partial<CycleSummary> = {
  test_id: 'test',
  first_record_index: 1,
  definition_version: 2,
  revision: 1,
  retracted: false,
  last_record_index: 2,
  cycle_count: null,
  status: 'complete',
  first_direction: 'charge',
  started_at_unix_second: null,
  ended_at_unix_second: null,
  cycle_duration_second: null,
  cycle_charging_capacity_ah: 0.0016,
  cycle_discharging_capacity_ah: 0.0016,
  cycle_charging_energy_wh: 0.006,
  cycle_discharging_energy_wh: 0.006,
  coulombic_efficiency: null,
  coulombic_efficiency_reason: null,
  initial_coulombic_efficiency: null,
  irreversible_capacity_ah: null,
  cumulative_irreversible_capacity_ah: null,
  capacity_retention: null,
  retention_reference: null,
  retention_reference_cycle_count: null,
  mean_charging_voltage_volt: null,
  mean_discharging_voltage_volt: null,
  voltage_hysteresis_volt: null,
  energy_efficiency: null,
  specific_charging_capacity_mah_per_gram: null,
  specific_discharging_capacity_mah_per_gram: null,
  charging_c_rate: null,
  discharging_c_rate: null,
  charging_end_voltage_volt: null,
  discharging_end_voltage_volt: null,
  charging_end_reason: null,
  discharging_end_reason: null,
  charging_cv_share: null,
  discharging_cv_share: null,
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
  purpose: 'cycling',
  contradictions: [],
  regime: 'r',
  flags: [],
};

export interface SpecCell {
  cell_id: string;
  facts?: Record<string, unknown>;
  /** Discharge capacity of each cycle in mAh/g; the second is the reference. */
  capacities: number[];
  each?: (cycle: CycleSummary) => Partial<CycleSummary>;
}

/** A full cell of a campaign whose cycles discharged so much; the first is formation. */
export function specCell({ cell_id, facts, capacities, each = () => ({}) }: SpecCell): CampaignCell {
  const declared = declareFacts({
    cell_id,
    campaign: 'spec',
    system: 'full_cell',
    active_mass_gram: 0.01,
    formation_cycles: [1],
    ...facts,
  });
  const cycles = capacities.map((capacity, at): CycleSummary => {
    const cycle = {
      ...absent,
      cell_id,
      facts_version: declared.facts_version,
      derived_cycle_count: at + 1,
      first_record_index: 100 * at + 1,
      last_record_index: 100 * at + 100,
      cycle_discharging_capacity_ah: capacity * 1e-5,
      specific_discharging_capacity_mah_per_gram: capacity,
      coulombic_efficiency: at === 0 ? 0.8 : 0.99,
      initial_coulombic_efficiency: at === 0 ? 0.8 : null,
      capacity_retention: at === 0 ? null : capacity / capacities[1],
      retention_reference: at === 0 ? null : 'first_after_formation_same_regime',
      retention_reference_cycle_count: at === 0 ? null : 2,
    } as CycleSummary;
    return { ...cycle, ...each(cycle) };
  });
  return { facts: declared, cycles };
}
