import type { CycleSummary } from './cycle-summary.js';
import { cyclesCsv } from './cycles-csv.js';

const cycle = {
  cell_id: 'A, "1"',
  test_id: '=1+1',
  derived_cycle_count: 3,
  coulombic_efficiency: null,
  coulombic_efficiency_reason: 'role_unknown',
  cycle_charging_capacity_ah: 0.1 + 0.2,
  flags: ['merged', 'role_unknown'],
  retracted: false,
} as Partial<CycleSummary> as CycleSummary;

const cells = (csv: string) => csv.split('\r\n')[1];

test('no cycles is a header alone', () => {
  expect(cyclesCsv([])).toMatch(/^cell_id,test_id,derived_cycle_count,.*,retracted\r\n$/);
});

test('commas and quotes are quoted, and a formula is only text', () => {
  const row = cells(cyclesCsv([{ ...blank(), ...cycle }]));
  expect(row.startsWith(`"A, ""1""",'=1+1,3,`)).toBe(true);
});

test('null is empty, flags stay in one field, digits stay', () => {
  const row = cells(cyclesCsv([{ ...blank(), ...cycle }]));
  expect(row).toContain(',,role_unknown,');
  expect(row).toContain(',merged;role_unknown,');
  expect(row).toContain('0.30000000000000004');
});

test('edges and rests have a column a field, peaks are JSON', () => {
  const edge = {
    record_index: 12,
    time_second: 0.01,
    current_step_ampere: 0.0006,
    resistance_ohm: 70.5,
    resistance_100ms_ohm: null,
    resistance_1s_ohm: 81,
    resistance_10s_ohm: 97,
    resistance_30s_ohm: null,
  };
  const rest = {
    edge,
    duration_second: 1800,
    start_voltage_volt: 4.26,
    voltage_1s_volt: null,
    voltage_10s_volt: null,
    end_voltage_volt: 4.2,
    slope_volt_per_hour: -0.0252,
    relaxed_voltage_volt: null,
    time_constant_second: null,
  };
  const charging_peaks = [{ voltage_volt: 0.35, height_ah_per_volt: 0.002, area_ah: 0.0004, assignment: 'Si, "2"' }];
  const csv = cyclesCsv([
    { ...blank(), ...cycle, cell_id: 'a', charging_edge: edge, rest_after_charge: rest, charging_peaks },
  ]);
  const [header, row] = csv.split('\r\n');
  const names = header.split(',');
  const at = (name: string) => row.split(',')[names.indexOf(name)];
  expect(at('charging_edge_resistance_ohm')).toBe('70.5');
  expect(at('charging_edge_resistance_30s_ohm')).toBe('');
  expect(at('discharging_edge_resistance_1s_ohm')).toBe('');
  expect(at('rest_after_charge_slope_volt_per_hour')).toBe('-0.0252');
  expect(at('rest_after_charge_edge_resistance_10s_ohm')).toBe('97');
  expect(at('rest_after_discharge_end_voltage_volt')).toBe('');
  expect(names).not.toContain('charging_edge');
  expect(names).not.toContain('rest_after_charge_edge');
  const quoted = /"(\[\{.*?\}\])"/.exec(row)![1].replaceAll('""', '"');
  expect(JSON.parse(quoted)).toEqual(charging_peaks);
});

function blank(): CycleSummary {
  const [header] = cyclesCsv([]).split('\r\n');
  const names = header.split(',').map((name) => name.replace(/(_edge|rest_after_(dis)?charge)_.*/, '$1'));
  return Object.fromEntries(names.map((name) => [name, null])) as unknown as CycleSummary;
}
