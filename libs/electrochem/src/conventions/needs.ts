import type { CellFacts, CycleSummary } from '@cellwatch/events';
import type { Need } from './need.js';

type System = NonNullable<CellFacts['system']>;

/** What a quantity asks of a cell's facts. */
export interface Rule {
  need: Need | ((facts: CellFacts) => Need);
  /** Which systems have it; all where it is left out. */
  systems?: System[];
  /** Why the others have not. */
  otherwise?: string;
  /** What serves as well as the facts. */
  unless?: string;
}

/** Tables, and what is computed of sweeps. */
export type TableName =
  | 'dqdv_peak_assignment'
  | 'rate_table'
  | 'temperature_table'
  | 'group_table'
  | 'c_rate_check'
  | 'polarity_check'
  | 'electronic_conductivity_siemens_per_cm'
  | 'ionic_conductivity_siemens_per_cm'
  | 'charge_transfer_resistance_ohm_cm2';

const mass: Need = { any: ['active_mass_gram', { all: ['active_loading_mg_per_cm2', 'area_cm2'] }] };
const area: Need = { any: ['area_cm2', { all: ['active_mass_gram', 'active_loading_mg_per_cm2'] }] };
const loading: Need = { any: ['active_loading_mg_per_cm2', { all: ['active_mass_gram', 'area_cm2'] }] };
const oneC: Need = { any: ['nominal_capacity_ah', { all: ['one_c_milliampere_per_gram', mass] }] };

const storing: System[] = ['full_cell', 'anode_half_cell', 'cathode_half_cell'];
const ofStoring = { systems: storing, otherwise: 'it stores no charge' };
const efficiency: Rule = { need: { all: ['system', oneC] }, ...ofStoring };
const ofFull: Pick<Rule, 'systems' | 'otherwise'> = {
  systems: ['full_cell'],
  otherwise: 'only a full cell’s voltage is that of a product',
};
const counterLoading: Need = {
  any: ['counter_loading_mg_per_cm2', { all: ['n_to_p_ratio', 'counter_specific_capacity_mah_per_gram'] }],
};
const energyDensity = (thickness: Need): Rule => ({
  need: ({ mass_model }) => ({
    all: [
      'system',
      area,
      loading,
      'active_fraction',
      counterLoading,
      'counter_active_fraction',
      thickness,
      'separator_density_gram_per_cm3',
      ...(mass_model === 'coatings_and_collectors' ? ['collector_areal_mass_mg_per_cm2' as const] : []),
    ],
  }),
  ...ofFull,
});
const endReason = (limit: Need): Rule => ({ need: limit, unless: 'the cycler says why a step ended' });
const specific: Rule = { need: mass };
const areal: Rule = { need: area };
const cRate: Rule = { need: oneC };

/** Null: the records alone give it. Every quantity of a cycle is here, or this does not compile. */
export const needs: Record<keyof CycleSummary | TableName, Rule | null> = {
  cell_id: null,
  test_id: null,
  first_record_index: null,
  definition_version: null,
  facts_version: null,
  revision: null,
  retracted: null,
  last_record_index: null,
  derived_cycle_count: null,
  cycle_count: null,
  status: null,
  first_direction: { need: 'system' },
  started_at_unix_second: null,
  ended_at_unix_second: null,
  cycle_duration_second: null,
  cycle_charging_capacity_ah: null,
  cycle_discharging_capacity_ah: null,
  cycle_charging_energy_wh: null,
  cycle_discharging_energy_wh: null,
  coulombic_efficiency: efficiency,
  coulombic_efficiency_reason: null,
  initial_coulombic_efficiency: efficiency,
  irreversible_capacity_ah: efficiency,
  cumulative_irreversible_capacity_ah: efficiency,
  capacity_retention: { need: 'system', ...ofStoring },
  retention_reference: { need: 'system', ...ofStoring },
  retention_reference_cycle_count: { need: 'system', ...ofStoring },
  mean_charging_voltage_volt: null,
  mean_discharging_voltage_volt: null,
  voltage_hysteresis_volt: null,
  energy_efficiency: { ...efficiency, ...ofFull, otherwise: 'only a full cell’s energy is that of a product' },
  specific_charging_capacity_mah_per_gram: specific,
  specific_discharging_capacity_mah_per_gram: specific,
  charging_c_rate: cRate,
  discharging_c_rate: cRate,
  charging_end_voltage_volt: null,
  discharging_end_voltage_volt: null,
  charging_end_reason: endReason('upper_voltage_limit_volt'),
  discharging_end_reason: endReason('lower_voltage_limit_volt'),
  charging_cv_share: null,
  discharging_cv_share: null,
  average_coulombic_efficiency: efficiency,
  average_coulombic_efficiency_with_first: efficiency,
  cumulative_coulombic_efficiency: efficiency,
  averaged_cycles: efficiency,
  specific_irreversible_capacity_mah_per_gram: { ...ofStoring, need: { all: ['system', oneC, mass] } },
  areal_charging_capacity_mah_per_cm2: areal,
  areal_discharging_capacity_mah_per_cm2: areal,
  energy_density_watt_hour_per_kilogram: energyDensity('separator_thickness_micrometer'),
  projected_energy_density_watt_hour_per_kilogram: energyDensity('projected_separator_thickness_micrometer'),
  mass_model: { need: 'system', ...ofFull },
  leakage_current_ampere: efficiency,
  shunt_resistance_ohm: { ...efficiency, ...ofFull, otherwise: 'only a full cell’s voltage drives a shunt' },
  temperature_celsius: null,
  temperature_set_point_celsius: { need: { any: ['temperature_set_point_celsius', 'temperature_schedule'] } },
  charging_edge: null,
  discharging_edge: null,
  rest_after_charge: null,
  rest_after_discharge: null,
  charging_peaks: null,
  discharging_peaks: null,
  purpose: null,
  contradictions: null,
  regime: null,
  flags: null,
  dqdv_peak_assignment: {
    need: { all: ['system', 'expected_peaks', { any: ['reference_electrode', 'reference_offset_volt'] }] },
    systems: ['anode_half_cell', 'cathode_half_cell'],
    otherwise: 'the terminal voltage is that of two electrodes',
  },
  rate_table: { need: { all: ['system', oneC] }, ...ofStoring },
  temperature_table: { need: { any: ['temperature_set_point_celsius', 'temperature_schedule'] } },
  group_table: { need: { all: ['campaign', 'factors'] } },
  c_rate_check: { need: { all: ['c_rate_schedule', oneC] } },
  polarity_check: { need: { all: ['lower_voltage_limit_volt', 'upper_voltage_limit_volt'] } },
  electronic_conductivity_siemens_per_cm: {
    need: { all: ['separator_thickness_micrometer', 'area_cm2'] },
    systems: ['blocking_pellet'],
    otherwise: 'it is that of a pellet between blocking electrodes',
  },
  ionic_conductivity_siemens_per_cm: {
    need: { all: ['separator_thickness_micrometer', 'area_cm2'] },
    systems: ['symmetric_cell'],
    otherwise: 'it is that of an electrolyte between two lithium electrodes',
  },
  charge_transfer_resistance_ohm_cm2: areal,
};
