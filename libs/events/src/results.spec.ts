import type { z } from 'zod';
import { cellAlertSchema } from './cell-alert-schema.js';
import { cellFactsSchema } from './cell-facts-schema.js';
import { cycleSummarySchema } from './cycle-summary-schema.js';
import {
  encodeResult,
  parseCellAlert,
  parseCycleSummary,
  parseReject,
  WireError,
  type CellAlert,
  type CellFacts,
  type CycleSummary,
  type Reject,
} from './index.js';
import { rejectSchema } from './reject-schema.js';

const cycle: CycleSummary = {
  cell_id: 'assb-01',
  test_id: 't',
  first_record_index: 1,
  definition_version: 1,
  facts_version: '5954cadab9a72bd1',
  revision: 1,
  retracted: false,
  last_record_index: 321,
  derived_cycle_count: 1,
  cycle_count: 1,
  status: 'complete',
  first_direction: 'charge',
  started_at_unix_second: 1700000000,
  ended_at_unix_second: 1700021220,
  cycle_duration_second: 21220,
  cycle_charging_capacity_ah: 0.0015,
  cycle_discharging_capacity_ah: 0.0014,
  cycle_charging_energy_wh: 0.0056,
  cycle_discharging_energy_wh: -0.001,
  coulombic_efficiency: null,
  coulombic_efficiency_reason: 'role_unknown',
  initial_coulombic_efficiency: null,
  irreversible_capacity_ah: null,
  cumulative_irreversible_capacity_ah: null,
  capacity_retention: null,
  retention_reference: null,
  retention_reference_cycle_count: null,
  mean_charging_voltage_volt: 3.7,
  mean_discharging_voltage_volt: 3.6,
  voltage_hysteresis_volt: 0.1,
  energy_efficiency: null,
  specific_charging_capacity_mah_per_gram: null,
  specific_discharging_capacity_mah_per_gram: null,
  charging_c_rate: null,
  discharging_c_rate: null,
  charging_end_voltage_volt: 4.3,
  discharging_end_voltage_volt: 2,
  charging_end_reason: 'voltage',
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
  purpose: null,
  contradictions: [],
  regime: null,
  flags: ['role_unknown'],
};

const alert: CellAlert = {
  cell_id: 'assb-03',
  rule: 'CE_DROP',
  test_id: 't',
  record_index: 99,
  rule_version: 1,
  rules_version: '0',
  topic: 'cell.cycles',
  status: 'firing',
  changed_at_unix_second: null,
  changed_cycle_count: null,
  facts_version: '0',
  revision: 2,
  retracted: false,
  severity: 'critical',
  raised_at_unix_second: null,
  derived_cycle_count: 7,
  message: 'CE fell from 99.9 % to 87.2 %',
  evidence: {
    quantity: 'coulombic_efficiency',
    unit: '1',
    value: 0.872,
    limit: 0.95,
    baseline: 0.999,
    regime: null,
    first_record_index: 99,
    last_record_index: 321,
    chart: null,
  },
};

const reject: Reject = {
  source: 'a.070',
  cell_id: '',
  test_id: null,
  reason: 'not_a_number',
  message: 'got "x"',
  line: 12,
  bytes_base64: 'eA==',
};

test('results come back from their messages, and equal results are equal bytes', () => {
  expect(parseCycleSummary(encodeResult(cycle))).toEqual(cycle);
  expect(parseCellAlert(encodeResult(alert))).toEqual(alert);
  expect(parseReject(encodeResult(reject))).toEqual(reject);
  const backward = Object.fromEntries(Object.entries(alert).reverse());
  expect(encodeResult(backward)).toEqual(encodeResult(alert));
});

test('a number that JSON cannot hold is named', () => {
  expect(() => encodeResult({ ...alert, evidence: { ...alert.evidence, value: NaN } })).toThrow(
    'evidence.value is NaN, expected a finite number or null',
  );
});

test('a message that quotes a binary file stays storable', () => {
  const quoted = encodeResult({ ...reject, message: 'got "\0\ud800"' });
  expect(parseReject(quoted).message).toBe('got "\ufffd\ufffd"');
});

const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));

test.each([
  [parseCycleSummary, Buffer.from('{"cell_id":'), 'cycle summary: 11 bytes are not JSON'],
  [parseCycleSummary, Buffer.from([0xff, 0xfe]), 'cycle summary: 2 bytes are not JSON'],
  [parseCycleSummary, bytes(null), 'cycle summary: the whole is null, expected an object'],
  [parseCycleSummary, bytes({ ...cycle, status: 'done' }), 'status is "done", expected one of open, complete, partial'],
  [parseCycleSummary, bytes({ ...cycle, flags: ['odd'] }), 'flags.0 is "odd", expected one of c_rate_mismatch'],
  [parseCycleSummary, bytes({ ...cycle, ce: 1 }), 'the whole has "ce", expected only fields of the glossary'],
  [parseCycleSummary, bytes({ ...cycle, regime: undefined }), 'regime is missing, expected a string'],
  [
    parseCycleSummary,
    bytes({ ...cycle, cycle_charging_capacity_ah: -1 }),
    'cycle_charging_capacity_ah is -1, expected at least 0',
  ],
  [
    parseCellAlert,
    bytes({ ...alert, evidence: { ...alert.evidence, limit: '5' } }),
    'alert: evidence.limit is "5", expected a number',
  ],
  [parseCellAlert, bytes({ ...alert, facts_version: 'zz' }), 'facts_version is "zz", expected 0 or 16 hex digits'],
  [parseCellAlert, bytes({ ...alert, record_index: 2 ** 60 }), 'record_index is 1152921504606847000, expected at most'],
  [parseReject, bytes({ ...reject, cell_id: 'a\0' }), 'cell_id is "a\\u0000", expected text without NUL'],
  [parseReject, bytes({ ...reject, bytes_base64: '*' }), 'bytes_base64 is "*", expected base64'],
  [parseReject, bytes({ ...reject, bytes_base64: 'A'.repeat(90000) }), 'expected at most 87384 characters'],
])('what is not ours is refused, naming the field: case %#', (parse, message, error) => {
  expect(() => parse(message)).toThrow(WireError);
  expect(() => parse(message)).toThrow(error as string);
});

test('a message that is wrong everywhere does not fill the log', () => {
  expect(() => parseCycleSummary(bytes({}))).toThrow(/and \d+ more$/);
});

// Held by the type check: an interface has no member or word that its schema lacks.
export const exact: [
  (result: CycleSummary) => z.input<typeof cycleSummarySchema>,
  (result: CellAlert) => z.input<typeof cellAlertSchema>,
  (result: Reject) => z.input<typeof rejectSchema>,
  (facts: CellFacts) => z.input<typeof cellFactsSchema>,
] = [(it) => it, (it) => it, (it) => it, (it) => it];
