import type { QuantityName } from '@cellwatch/events';
import type { Layout, LayoutColumn } from '../layout.js';
import { noPreamble } from '../preamble.js';

/** Machine name and label of each term, with the unit that BDF gives it. */
const terms: [quantity: QuantityName, machine: readonly string[], label: readonly string[], unit?: string][] = [
  ['test_time_second', ['test_time_second'], ['test time / s'], 's'],
  ['voltage_volt', ['voltage_volt'], ['voltage / v'], 'V'],
  ['current_ampere', ['current_ampere'], ['current / a'], 'A'],
  ['unix_time_second', ['unix_time_second'], ['unix time / s'], 'unix'],
  ['record_index', ['record_index'], ['record index / 1']],
  ['cycle_count', ['cycle_count'], ['cycle count / 1']],
  ['step_count', ['step_count'], ['step count / 1']],
  ['step_id', ['step_id', 'step_index'], ['step id / 1', 'step index / 1', 'step id', 'step index']],
  ['step_time_second', ['step_time_second'], ['step time / s'], 's'],
  ['source_charging_capacity_ah', ['charging_capacity_ah'], ['charging capacity / ah'], 'Ah'],
  ['source_discharging_capacity_ah', ['discharging_capacity_ah'], ['discharging capacity / ah'], 'Ah'],
  ['source_charging_energy_wh', ['charging_energy_wh'], ['charging energy / wh'], 'Wh'],
  ['source_discharging_energy_wh', ['discharging_energy_wh'], ['discharging energy / wh'], 'Wh'],
  [
    'source_capacity_ah',
    ['step_cumulative_capacity_ah', 'step_capacity_ah'],
    ['step cumulative capacity / ah', 'step capacity / ah'],
    'Ah',
  ],
  [
    'source_energy_wh',
    ['step_cumulative_energy_wh', 'step_energy_wh'],
    ['step cumulative energy / wh', 'step energy / wh'],
    'Wh',
  ],
  ['ambient_temperature_celsius', ['ambient_temperature_celsius'], ['ambient temperature / degc'], 'C'],
  ['temperature_t1_celsius', ['temperature_t1_celsius'], ['temperature t1 / degc'], 'C'],
  ['applied_pressure_pa', ['applied_pressure_pa'], ['applied pressure / pa'], 'Pa'],
  ['ac_internal_resistance_ohm', ['ac_internal_resistance_ohm'], ['ac internal resistance / ohm'], 'ohm'],
  [
    'dc_internal_resistance_ohm',
    ['internal_resistance_ohm', 'dc_internal_resistance_ohm'],
    ['internal resistance / ohm', 'dc internal resistance / ohm'],
    'ohm',
  ],
];

function columns(of: 'machine' | 'label'): LayoutColumn[] {
  return terms.map(([quantity, machine, label, unit], at) => ({
    names: of === 'machine' ? machine : label,
    quantity,
    unit,
    required: at < 3,
  }));
}

/**
 * The Battery Data Format as text. It defines current as positive when it charges; but a conversion may have lost the sign
 * (one of the format's own reference files has), so a table that shows neither a minus sign nor counters of both directions
 * has no direction. Counters are converted as their source had them: `unknown`.
 */
export const bdfLayouts: readonly Layout[] = [
  {
    source_format: 'bdf.names',
    title: 'BDF: test_time_second, voltage_volt, current_ampere, ...',
    columns: columns('machine'),
    counter_reset: 'unknown',
    states: {},
    current_sign: 'signed_with_counters',
    preamble: noPreamble,
  },
  {
    source_format: 'bdf.labels',
    title: 'BDF: Test Time / s, Voltage / V, Current / A, ...',
    columns: columns('label'),
    without: ['charge_capacity'],
    counter_reset: 'unknown',
    states: {},
    current_sign: 'signed_with_counters',
    preamble: noPreamble,
  },
];
