import { reportOf } from './report-of.js';
import { specCell } from './report.spec-support.js';
import type { Report } from './report.js';

const fade = (first: number, loss: number, cycles: number) =>
  Array.from({ length: cycles }, (_, at) => first - loss * at);
const row = (report: Report, quantity: string, at: string) => {
  const found = report.sections
    .flatMap(({ rows }) => rows)
    .find((each) => each.quantity === quantity && each.at === at);
  if (!found) throw new Error(`no row ${quantity} at ${at}`);
  return found;
};

const group = { factors: { pressure: 40 } };
const cells = [
  specCell({ cell_id: 'a', facts: { ...group, replicate: 'R1' }, capacities: fade(160, 0.2, 60) }),
  specCell({ cell_id: 'b', facts: { ...group, replicate: 'R2' }, capacities: fade(158, 0.2, 55) }),
  specCell({ cell_id: 'c', facts: { ...group, replicate: 'R3', failed_at_cycle: 20 }, capacities: fade(159, 1, 20) }),
  specCell({ cell_id: 'd', facts: { factors: { pressure: 5 } }, capacities: fade(120, 0.1, 58) }),
];
const report = reportOf('spec', cells);
const high = 'pressure = 40';

test('groups of equal factors in order, each cell with how it stands', () => {
  expect(
    report.groups.map(({ group, cells }) => [group, ...cells.map(({ cell_id, fate }) => `${cell_id} ${fate}`)]),
  ).toEqual([
    ['pressure = 5', 'd alive at cycle 58'],
    [high, 'a alive at cycle 60', 'b alive at cycle 55', 'c failed at cycle 20'],
  ]);
  expect(report.latest_common_cycle).toBe(55);
  expect(report.groups[1].survival).toMatchObject({ cells: 3, died: 1, median_life_cycle: null });
});

test('a group’s mean is over its cells, one value each', () => {
  const found = row(report, 'specific_reversible_capacity_mah_per_gram', 'cycle 10');
  expect(found.cells.a.value).toBeCloseTo(158.2, 10);
  const { statistics } = found.groups[high];
  expect(statistics!.n).toBe(3);
  expect(statistics!.mean).toBeCloseTo((158.2 + 156.2 + 150) / 3, 10);
});

test('what a cell has not says why', () => {
  const at50 = row(report, 'specific_reversible_capacity_mah_per_gram', 'cycle 50');
  expect(at50.cells.c).toEqual({ value: null, reason: 'failed at cycle 20', n: null, reference_cycle: null });
  expect(at50.groups[high].statistics!.n).toBe(2);
  expect(row(report, 'energy_density_watt_hour_per_kilogram', 'last cycle').cells.a.reason).toBe(
    'loadings, fractions or separator not declared',
  );
  expect(row(report, 'areal_discharging_capacity_mah_per_cm2', 'first cycle').cells.a.reason).toBe('no area declared');
});

test('retention of survivors beside that of all, with the number at risk and the reference cycle', () => {
  const survivors = row(report, 'capacity_retention', 'cycle 50').groups[high];
  const all = row(report, 'capacity_retention_of_all', 'cycle 50');
  const [a, b, c] = [150.2 / 159.8, 148.2 / 157.8, 140 / 158];
  expect(survivors).toMatchObject({ at_risk: 2, reference_cycle: 2 });
  expect(survivors.statistics!.mean).toBeCloseTo((a + b) / 2, 10);
  expect(all.groups[high].statistics!.mean).toBeCloseTo((a + b + c) / 3, 10);
  expect(all.cells.c).toMatchObject({ reason: 'dead: its value of cycle 20' });
});

test('stated cycles that no cell came to are named, not left blank', () => {
  const section = report.sections.find(({ title }) => title === 'Reversible capacity and retention')!;
  expect(section.note).toContain('No cell has come to cycle 100, 150.');
  expect(section.rows.map(({ at }) => at)).not.toContain('cycle 100');
});

test('replicates that disagree are named, with the rule', () => {
  const odd = reportOf('spec', [
    ...cells.slice(0, 2),
    specCell({ cell_id: 'e', facts: group, capacities: fade(130, 0.2, 60) }),
  ]);
  expect(odd.disagreements).toContainEqual(
    expect.objectContaining({
      quantity: 'specific_discharging_capacity_mah_per_gram',
      rule: 'relative_spread',
      limit: 0.05,
      disagreeing: ['e'],
    }),
  );
  expect(report.disagreements.map(({ quantity }) => quantity)).not.toContain('initial_coulombic_efficiency');
});

test('the limit of life is the caller’s', () => {
  const strict = reportOf('spec', cells, { end_of_life_retention: 0.98 });
  expect(strict.groups[1].cells[0].fate).toBe('end of life at cycle 18');
});

test('a half-cell’s reversible capacity is its charge', () => {
  const half = specCell({
    cell_id: 'h',
    facts: { system: 'anode_half_cell' },
    capacities: fade(1555, 1, 12),
    each: () => ({ specific_charging_capacity_mah_per_gram: 1255 }),
  });
  expect(row(reportOf('half', [half]), 'specific_reversible_capacity_mah_per_gram', 'cycle 10').cells.h.value).toBe(
    1255,
  );
});

test('peaks are averaged by their name only', () => {
  const peaks = (voltage: number) => [
    { voltage_volt: voltage, height_ah_per_volt: 1, area_ah: 2e-4, assignment: 'LixSn' },
    { voltage_volt: 0.35, height_ah_per_volt: 1, area_ah: 1e-4, assignment: null },
  ];
  const [one, other] = [0.66, 0.68].map((voltage) =>
    specCell({ cell_id: `p${voltage}`, capacities: [150, 150], each: () => ({ charging_peaks: peaks(voltage) }) }),
  );
  const found = reportOf('peaks', [one, other]);
  const named = row(found, 'charging_peak_voltage_volt', 'LixSn, last cycle').groups['no factors'];
  expect(named.statistics).toMatchObject({ n: 2 });
  expect(named.statistics!.mean).toBeCloseTo(0.67, 12);
  const unnamed = row(found, 'charging_peak_voltage_volt', 'unassigned 1, last cycle');
  expect(unnamed.cells['p0.66'].value).toBe(0.35);
  expect(unnamed.groups['no factors']).toMatchObject({ statistics: null, reason: 'not averaged: unassigned' });
});

test('every row has its definition, and cells without any cycle are no obstacle', () => {
  const empty = reportOf('empty', [specCell({ cell_id: 'x', capacities: [] })]);
  const defined = new Set(empty.definitions.map(({ quantity }) => quantity));
  for (const { rows } of empty.sections) for (const { quantity } of rows) expect(defined).toContain(quantity);
  expect(empty.groups[0].cells[0].fate).toBe('no complete cycle yet');
});

test('a worn cell that is cycled on is printed, and is not in the mean of survivors', () => {
  const worn = specCell({ cell_id: 'worn', capacities: fade(100, 4, 12) });
  const strong = specCell({ cell_id: 'strong', capacities: fade(100, 0.1, 12) });
  const found = row(reportOf('worn', [worn, strong]), 'capacity_retention', 'cycle 10');
  expect(found.cells.worn).toMatchObject({ value: 64 / 96, reason: 'end of life at cycle 7: not in the mean' });
  expect(found.groups['no factors']).toMatchObject({ at_risk: 1, statistics: { n: 1 } });
});
