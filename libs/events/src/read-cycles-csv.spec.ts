import type { CycleSummary } from './cycle-summary.js';
import { cycleColumns } from './cycle-columns.js';
import { cyclesCsv } from './cycles-csv.js';
import { readCyclesCsv } from './read-cycles-csv.js';

const edge = {
  record_index: 12,
  time_second: 0.01,
  current_step_ampere: 0.0006,
  resistance_ohm: 70.5,
  resistance_100ms_ohm: null,
  resistance_1s_ohm: 81,
  resistance_10s_ohm: null,
  resistance_30s_ohm: null,
};
const cycle = {
  ...Object.fromEntries(Object.keys(cycleColumns).map((name) => [name, null])),
  cell_id: 'A, "1"',
  test_id: '=1+1',
  facts_version: '0',
  definition_version: 3,
  revision: 1,
  retracted: false,
  first_record_index: 5,
  last_record_index: 9,
  derived_cycle_count: 3,
  status: 'complete',
  cycle_charging_capacity_ah: 0.1 + 0.2,
  cycle_discharging_capacity_ah: 0.3,
  cycle_charging_energy_wh: 1,
  cycle_discharging_energy_wh: -1,
  discharging_edge: edge,
  rest_after_charge: {
    edge,
    duration_second: 600,
    start_voltage_volt: 4,
    voltage_1s_volt: null,
    voltage_10s_volt: null,
    end_voltage_volt: 3.9,
    slope_volt_per_hour: -0.02,
    relaxed_voltage_volt: null,
    time_constant_second: null,
  },
  charging_peaks: [{ voltage_volt: 3.6, height_ah_per_volt: 1, area_ah: 0.1, assignment: null }],
  purpose: 'cycling',
  contradictions: [{ flag: 'merged', got: 'a', expected: 'b' }],
  flags: ['merged', 'resumed'],
} as unknown as CycleSummary;

test('what was written is read again, number for number', () => {
  expect(readCyclesCsv(cyclesCsv([cycle, { ...cycle, flags: [], contradictions: [] }]))).toEqual({
    cycles: [cycle, { ...cycle, flags: [], contradictions: [] }],
    refused: [],
  });
});

test('a row that is no cycle is refused where it stands, the others are taken', () => {
  const [head, row] = cyclesCsv([cycle]).split('\r\n');
  const read = readCyclesCsv([head, row.replace('complete', 'done'), row].join('\r\n'));
  expect(read?.cycles).toEqual([cycle]);
  expect(read?.refused).toEqual([{ line: 2, problem: expect.stringContaining('status') as string }]);
});

test('another table is none', () => expect(readCyclesCsv('cell_id,test_id\na,b\n')).toBeNull());
