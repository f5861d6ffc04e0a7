import type { CellAlert, CycleSummary, QuantityName, RecordBatch } from '@cellwatch/events';
import { unmeasured } from '../support/unmeasured.js';

/** One record as a row: the tests shuffle rows, the code knows columns. */
export interface Row {
  cell_id: string;
  test_id: string;
  exported_at: number;
  record_index: number;
  unix_time_second: number;
  voltage_volt: number;
  current_ampere: number;
  cycler_state: string;
}

/** Rows of one test and one export as a batch. */
export function batchOf(rows: readonly Row[]): RecordBatch {
  const [{ cell_id, test_id, exported_at }] = rows;
  const column = (name: QuantityName & keyof Row) => Float64Array.from(rows, (row) => row[name]);
  const dictionary = [...new Set(rows.map(({ cycler_state }) => cycler_state))];
  return {
    cell_id,
    test_id,
    equipment_id: 'cycler',
    channel_id: `channel of export ${exported_at}`,
    source_format: 'test',
    clock_source: 'wall',
    counter_reset: 'cycle',
    exported_at,
    live: false,
    length: rows.length,
    columns: {
      record_index: column('record_index'),
      unix_time_second: column('unix_time_second'),
      test_time_second: Float64Array.from(rows, ({ record_index }) => record_index),
      voltage_volt: column('voltage_volt'),
      current_ampere: column('current_ampere'),
    },
    cycler_state: { dictionary, codes: Uint8Array.from(rows, (row) => dictionary.indexOf(row.cycler_state)) },
  };
}

/** `count` records of a test, one a second from `from`. */
export function rowsOf(cell_id: string, test_id: string, from: number, count: number, exported_at = 1): Row[] {
  return Array.from({ length: count }, (_, at) => ({
    cell_id,
    test_id,
    exported_at,
    record_index: from + at,
    unix_time_second: 1_790_000_000 + from + at,
    voltage_volt: (3_700 + ((from + at) % 100)) / 1000,
    current_ampere: -1.5,
    cycler_state: 'D',
  }));
}

export function cycleOf(over: Partial<CycleSummary>): CycleSummary {
  return {
    cell_id: 'cell',
    test_id: 'test',
    first_record_index: 1,
    definition_version: 1,
    facts_version: '0',
    revision: 1,
    retracted: false,
    last_record_index: 99,
    derived_cycle_count: 1,
    cycle_count: null,
    status: 'complete',
    first_direction: 'charge',
    started_at_unix_second: 1_790_000_000.123_456,
    ended_at_unix_second: null,
    cycle_duration_second: 0.1 + 0.2,
    cycle_charging_capacity_ah: 1 / 3,
    cycle_discharging_capacity_ah: 5e-324,
    cycle_charging_energy_wh: Number.MAX_VALUE,
    cycle_discharging_energy_wh: 1.1,
    coulombic_efficiency: 0.998_765_432_1,
    coulombic_efficiency_reason: null,
    initial_coulombic_efficiency: null,
    irreversible_capacity_ah: 0.001,
    cumulative_irreversible_capacity_ah: 0.002,
    capacity_retention: 0.97,
    retention_reference: 'cycle1',
    retention_reference_cycle_count: 1,
    mean_charging_voltage_volt: 3.8,
    mean_discharging_voltage_volt: 3.6,
    voltage_hysteresis_volt: 0.2,
    energy_efficiency: 0.93,
    specific_charging_capacity_mah_per_gram: 150.5,
    specific_discharging_capacity_mah_per_gram: 149.5,
    charging_c_rate: 0.5,
    discharging_c_rate: 1,
    charging_end_voltage_volt: 4.2,
    discharging_end_voltage_volt: 2.5,
    charging_end_reason: 'voltage',
    discharging_end_reason: 'unknown',
    charging_cv_share: 0.1,
    discharging_cv_share: 0,
    ...unmeasured,
    regime: 'c0.5 d1.0',
    flags: ['gap_filled', 'role_unknown'],
    ...over,
  };
}

export function alertOf(over: Partial<CellAlert>): CellAlert {
  return {
    cell_id: 'cell',
    rule: 'CE_DROP',
    test_id: 'test',
    record_index: 7,
    rule_version: 1,
    rules_version: '0',
    topic: 'cell.cycles',
    status: 'firing',
    changed_at_unix_second: null,
    changed_cycle_count: null,
    facts_version: '0',
    revision: 1,
    retracted: false,
    severity: 'critical',
    raised_at_unix_second: 1_790_000_000.5,
    derived_cycle_count: 3,
    message: 'CE fell “under” 0.99',
    evidence: {
      quantity: 'coulombic_efficiency',
      unit: '1',
      value: 0.1 + 0.2,
      limit: 0.99,
      baseline: null,
      regime: 'c0.5 d1.0',
      first_record_index: 7,
      last_record_index: 99,
      chart: null,
    },
    ...over,
  };
}
