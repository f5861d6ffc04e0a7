import type { CyclePurpose } from '@cellwatch/events';
import type { CycleRow } from './cycle-table.js';

export interface CycleTableLayout {
  title: string;
  /** The vendor's names, lower case; a table that lacks one of the first three is another one. */
  columns: { cycle_count: string; charging_capacity_ah: string; discharging_capacity_ah: string } & Partial<
    Record<Exclude<keyof CycleRow, 'line'>, string>
  >;
  /** Names that it must have beside these. */
  beside: readonly string[];
  /** Printed value times this is ours. */
  times?: Partial<Record<keyof CycleRow, number>>;
  rate_unit?: 'C' | 'A';
  /** How the row's end is printed. */
  clock?: 'date' | 'matlab day';
  /** What its labels mean; where rows are labelled, one without a label is no cycle that ages the cell. */
  purposes?: Readonly<Record<string, CyclePurpose>>;
}

export const cycleTableLayouts: readonly CycleTableLayout[] = [
  {
    title: 'cellpy summary (stats)',
    columns: {
      cycle_count: 'cycle_index',
      charging_capacity_ah: 'charge_capacity',
      discharging_capacity_ah: 'discharge_capacity',
      efficiency: 'coulombic_efficiency',
      charging_rate: 'charge_c_rate',
      discharging_rate: 'discharge_c_rate',
      charging_end_voltage_volt: 'end_voltage_charge',
      discharging_end_voltage_volt: 'end_voltage_discharge',
      ended_at_unix_second: 'date_time',
    },
    beside: ['data_point', 'cumulated_coulombic_efficiency'],
    times: { efficiency: 0.01 },
    rate_unit: 'C',
    clock: 'date',
  },
  {
    title: 'knee-point detection data',
    columns: {
      cycle_count: 'cyclenumber',
      charging_capacity_ah: 'qchg_mah',
      discharging_capacity_ah: 'qdis_mah',
      charging_energy_wh: 'echg_wh',
      discharging_energy_wh: 'edis_wh',
      efficiency: 'eta_q',
      temperature_celsius: 't_mean',
    },
    beside: [],
    times: { charging_capacity_ah: 0.001, discharging_capacity_ah: 0.001 },
  },
  {
    title: 'Battery Data Hub summary',
    columns: {
      cycle_count: 'cycle_index',
      charging_capacity_ah: 'q_chg',
      discharging_capacity_ah: 'q_dis',
      charging_energy_wh: 'e_chg',
      discharging_energy_wh: 'e_dis',
      efficiency: 'ce',
      charging_rate: 'i_max',
      discharging_rate: 'i_min',
      temperature_celsius: 't_avg',
      ended_at_unix_second: 'datenum_d',
      label: 'cycle_label',
    },
    beside: ['absolute_charge_throughput_ah'],
    rate_unit: 'A',
    clock: 'matlab day',
    purposes: { 'Aging cycle': 'cycling', 'Capacity check': 'check_up', HPPC: 'pulses', EIS: 'check_up' },
  },
  {
    title: 'Arbin StatisticByCycle',
    columns: {
      cycle_count: 'cycle index',
      charging_capacity_ah: 'charge capacity (ah)',
      discharging_capacity_ah: 'discharge capacity (ah)',
      charging_energy_wh: 'charge energy (wh)',
      discharging_energy_wh: 'discharge energy (wh)',
      efficiency: 'coulombic efficiency (%)',
      charging_second: 'charge time (s)',
      discharging_second: 'discharge time (s)',
      ended_at_unix_second: 'date_time',
    },
    beside: ['v_max_on_cycle (v)'],
    times: { efficiency: 0.01 },
    clock: 'date',
  },
];
