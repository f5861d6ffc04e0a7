import { readCycleTable } from './read-cycle-table.js';

const options = { file_name: 'cell 7.csv', factsOf: () => undefined, time_zone: 'UTC' };
const head = 'cycleNumber,Qchg_mAh,Qdis_mAh,eta_Q,T_mean,Echg_Wh,Edis_Wh';
const table = (rows: (string | number)[][], more = {}) =>
  readCycleTable([head, ...rows.map((row) => row.join(','))].join('\n'), { ...options, ...more })!;
/** Charge, discharge, what is printed as efficiency, °C. */
const row = (cycle: number, charge: number, discharge: number, eta = discharge / charge, celsius = 25) => [
  cycle,
  charge,
  discharge,
  eta,
  celsius,
];
const steady = (count: number, from = 0) => Array.from({ length: count }, (_, at) => row(from + at, 2000, 1990));

test('a table is known by its columns, and another is none', () => {
  expect(table(steady(5)).title).toBe('knee-point detection data');
  expect(readCycleTable('a,b,c,d\n1,2,3,4\n', options)).toBeNull();
  expect(readCycleTable('', options)).toBeNull();
});

test('rows become cycles in our units; the last is open, and one without a half is partial', () => {
  const { cycles, facts } = table([row(1, 2000, 1990), [2, 2000, '', '', 25], ...steady(4, 3)]);
  expect(facts).toEqual({ cell_id: 'cell_7', facts_version: '0', system: 'full_cell' });
  expect(cycles[0]).toMatchObject({
    cell_id: 'cell_7',
    derived_cycle_count: 1,
    status: 'complete',
    cycle_charging_capacity_ah: 2,
    cycle_discharging_capacity_ah: 1.99,
    coulombic_efficiency: 0.995,
    capacity_retention: 1,
    retention_reference_cycle_count: 1,
    temperature_celsius: 25,
    purpose: 'cycling',
  });
  expect(cycles.map(({ status }) => status)).toEqual(['complete', 'partial', ...Array(3).fill('complete'), 'open']);
  expect(cycles[1]).toMatchObject({ coulombic_efficiency: null, coulombic_efficiency_reason: 'no_second_half' });
});

test('what the efficiency divides tells which half comes first; declared facts go over it', () => {
  const rows = Array.from({ length: 6 }, (_, at) => row(at, 1000, 1100, 1000 / 1100));
  const half = table(rows);
  expect(half.facts.system).toBe('anode_half_cell');
  expect(half.cycles[0]).toMatchObject({ first_direction: 'discharge', coulombic_efficiency: 1000 / 1100 });
  const declared = { cell_id: 'cell_7', facts_version: 'f', system: 'full_cell' as const };
  const full = table(rows, { factsOf: () => declared });
  expect(full.notes).toEqual([]);
  expect(full.cycles[0]).toMatchObject({ facts_version: 'f', coulombic_efficiency: 1.1 });
});

test('where nothing tells, nothing is divided, and that is said', () => {
  const { cycles, notes } = table(Array.from({ length: 5 }, (_, at) => row(at, 2000, 1990, 0.5)));
  expect(cycles[0]).toMatchObject({ coulombic_efficiency: null, coulombic_efficiency_reason: 'role_unknown' });
  expect(notes).toEqual([expect.stringContaining('nobody said what the cell is')]);
});

test('an efficiency that was cut off at 1 is not judged', () => {
  const cut = [...steady(5), ...Array.from({ length: 5 }, (_, at) => row(5 + at, 2000, 2013, 1))];
  expect(table(cut).cycles.every(({ coulombic_efficiency }) => coulombic_efficiency === null)).toBe(true);
  expect(table(cut).notes.join()).toContain('cut off at 1');
  const once = [...steady(19), row(19, 2000, 2013, 1)];
  expect(table(once).cycles[3].coulombic_efficiency).toBe(0.995);
});

test('rows that stand off at equal distances are check-ups, one that stands off alone is not', () => {
  const rows = (odd: number[]) =>
    steady(100).map((ordinary, at) => (odd.includes(at) ? row(at, 2900, 1990) : ordinary));
  const checkUps = (odd: number[], more = {}) =>
    table(rows(odd), more).cycles.flatMap(({ purpose, derived_cycle_count }) =>
      purpose === 'check_up' ? [derived_cycle_count] : [],
    );
  expect(checkUps([20, 40, 60, 80])).toEqual([20, 40, 60, 80]);
  expect(checkUps([20, 40, 60])).toEqual([]);
  expect(checkUps([20, 40, 61, 80])).toEqual([]);
  expect(checkUps([33])).toEqual([]);
  const declared = { cell_id: 'cell_7', facts_version: 'f', system: 'full_cell', check_up_cycles: [33] };
  expect(checkUps([33], { factsOf: () => declared })).toEqual([33]);
});

test('without rates conditions change where temperature and capacity step together; a fault changes one alone', () => {
  const regimes = (charge: number, celsius: number) => {
    const rows = [
      ...steady(5),
      ...Array.from({ length: 5 }, (_, at) => row(5 + at, charge, charge - 10, undefined, celsius)),
    ];
    return new Set(table(rows).cycles.map(({ regime }) => regime)).size;
  };
  expect(regimes(1500, 31)).toBe(2);
  expect(regimes(1500, 25)).toBe(1);
  expect(regimes(1950, 31)).toBe(1);
});

test('retention is against the first cycle of the own conditions', () => {
  const rows = [
    ...steady(5),
    ...Array.from({ length: 5 }, (_, at) => row(5 + at, 1500, 1400 - 14 * at, undefined, 31)),
  ];
  expect(table(rows).cycles[6]).toMatchObject({ capacity_retention: 0.99, retention_reference_cycle_count: 5 });
});

test('a row whose number is none is refused where it stands', () => {
  const { cycles, refused } = table([...steady(4), ['x', 1, 1, 1, 1]]);
  expect(cycles).toHaveLength(4);
  expect(refused).toEqual([{ line: 6, problem: 'cyclenumber is "x", expected a number' }]);
});

test('told rates part regimes by 10 %; rates that drift stay', () => {
  const cellpy =
    'cycle_index;data_point;cumulated_coulombic_efficiency;charge_capacity;discharge_capacity;coulombic_efficiency;charge_c_rate;discharge_c_rate;date_time';
  const line = (cycle: number, rate: number) =>
    `${cycle};1;1;0.001;0.0011;90.90909;${rate};${rate};2018-04-22 15:57:15.000`;
  const rates = [0.05, 0.05, 0.1, 0.1, 0.095, 0.09, 0.086, 0.05, 0.05];
  const { cycles } = readCycleTable([cellpy, ...rates.map((rate, at) => line(at + 1, rate))].join('\n'), options)!;
  const slow = 'charge 0.05 C, discharge 0.05 C';
  const fast = 'charge 0.1 C, discharge 0.1 C';
  expect(cycles.map(({ regime }) => regime)).toEqual([slow, slow, fast, fast, fast, fast, fast, slow, slow]);
  expect(cycles[0].ended_at_unix_second).toBe(Date.UTC(2018, 3, 22, 15, 57, 15) / 1000);
  expect(cycles[0].coulombic_efficiency).toBeCloseTo(0.90909, 5);
});

test('a half that goes on in the next row, or was left in the row before, is not whole', () => {
  const rows = [
    ...steady(3),
    [3, 2000, 1200, 0.6, 25],
    [4, 0, 790, 0, 25],
    ...steady(2, 5),
    [7, 2000, 0, 0, 25],
    ...steady(4, 8),
  ];
  const { cycles } = table(rows);
  expect(cycles.flatMap(({ flags, cycle_count }) => (flags.includes('half_incomplete') ? [cycle_count] : []))).toEqual([
    3, 8,
  ]);
});
