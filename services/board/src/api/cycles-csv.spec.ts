import type { CycleSummary } from '@cellwatch/events';
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

function blank(): CycleSummary {
  const [header] = cyclesCsv([]).split('\r\n');
  return Object.fromEntries(header.split(',').map((name) => [name, null])) as unknown as CycleSummary;
}
