import { describedCells } from './described-cells.js';

const of = (text: string) => describedCells(text, 'cells.yaml');

test('one cell, as ever', () => {
  const { cells, problems } = of('cell_id: A\nsystem: full_cell\n');
  expect(problems).toEqual([]);
  expect(cells).toMatchObject([{ cell_id: 'A', system: 'full_cell' }]);
});

test('a list of cells; JSON is YAML', () => {
  expect(of('- cell_id: A\n- cell_id: B\n  system: full_cell\n').cells.map(({ cell_id }) => cell_id)).toEqual([
    'A',
    'B',
  ]);
  expect(of('[{"cell_id": "A"}, {"cell_id": "B"}]').cells).toHaveLength(2);
});

test('defaults are shared, overridden, taken back; factors are added to', () => {
  const { cells, problems } = of(`
defaults:
  system: full_cell
  label: of the batch
  factors: { composition: G/C, pressure_mpa: 40 }
cells:
  - cell_id: A
    replicate: a
  - cell_id: B
    label:
    factors: { pressure_mpa: 5, rate: 1C }
  - cell_id: C
    factors: { composition: null }
`);
  expect(problems).toEqual([]);
  expect(cells).toMatchObject([
    { cell_id: 'A', system: 'full_cell', label: 'of the batch', factors: { composition: 'G/C', pressure_mpa: 40 } },
    { cell_id: 'B', system: 'full_cell', factors: { composition: 'G/C', pressure_mpa: 5, rate: '1C' } },
    { cell_id: 'C', factors: { pressure_mpa: 40 } },
  ]);
  expect(cells[1]).not.toHaveProperty('label');
});

test('every wrong field of every cell is named with its line', () => {
  const { problems } = of(`defaults:
  system: full_cell
  nominal_capacity_ah: 3 Ah
cells:
  - cell_id: A
    nominal_capacity_ah: 3
    mass: 4
  - cell_id: B
    nominal_capacity_ah: 1
    factors:
      rate: [1]
  - cell_id: C
  - label: no name
    nominal_capacity_ah: 2
`);
  expect(problems).toEqual([
    expect.stringMatching(/^cells.yaml:7: cell A: the whole has "mass", expected only fields of the glossary/),
    expect.stringMatching(/^cells.yaml:11: cell B: factors.rate is \[1\], expected/),
    'cells.yaml:3: cell C: nominal_capacity_ah is "3 Ah", expected a number',
    'cells.yaml:13: a cell without a name: cell_id is missing, expected a string',
  ]);
});

test('a contradiction points to what the cell itself says, and names both values', () => {
  const { problems } = of(`defaults:
  system: full_cell
cells:
  - cell_id: A
    label: first
    reference_electrode: lithium
  - cell_id: B
    temperature_schedule:
      - { from_cycle: 5, celsius: 25 }
      - { from_cycle: 1, celsius: 60 }
`);
  expect(problems).toEqual([
    expect.stringMatching(/^cells.yaml:6: cell A: reference_electrode is lithium and system is full_cell, expected/),
    expect.stringMatching(/^cells.yaml:10: cell B: temperature_schedule.1.from_cycle is 1 after 5, expected/),
  ]);
});

test('a cell that is there twice is named with both lines', () => {
  expect(of('- cell_id: A\n- cell_id: B\n- system: full_cell\n  cell_id: A\n').problems).toEqual([
    'cells.yaml:4: cell A: cell_id is also that of cells.yaml:1, expected each cell once',
  ]);
});

test('an anchor’s field has the line where it is written', () => {
  const { problems } = of(
    '- &one\n  cell_id: A\n  system: pouch\n- cell_id: B\n  factors: &f { a: [] }\n- cell_id: C\n  factors: *f\n',
  );
  expect(problems.map((text) => text.split(': ').slice(0, 2))).toEqual([
    ['cells.yaml:3', 'cell A'],
    ['cells.yaml:5', 'cell B'],
    ['cells.yaml:5', 'cell C'],
  ]);
});

test.each([
  ['', /^cells.yaml:1: nothing is in it, expected cells$/],
  ['[]', /the list is empty, expected cells/],
  ['text', /cells.yaml:1: a cell without a name: facts are "text", expected fields/],
  ['cells: 3', /^cells.yaml:1: cells is 3, expected a list of cells/],
  ['defaults:\n  system: full_cell\n', /cells is missing, expected a list of cells/],
  ['defaults: [1]\ncells: [{cell_id: A}]', /^cells.yaml:1: defaults is \[1\], expected fields/],
  ['defaults:\n  cell_id: A\ncells: [{cell_id: A}]', /^cells.yaml:2: defaults has a cell_id, expected each cell/],
  ['system: full_cell\ncells: [{cell_id: A}]', /^cells.yaml:1: system stands beside cells, expected only defaults/],
  ['cell_id: A\nsystem: full_cell\nsystem: symmetric_cell\n', /^cells.yaml:3: Map keys must be unique/],
  ['cell_id: A\n\tsystem: full_cell', /^cells.yaml:2: /],
  ['cell_id: A\n---\ncell_id: B', /^cells.yaml:2: .*multiple documents/],
  ['- 3\n- null\n', /^cells.yaml:1: a cell without a name: facts are 3, expected fields/],
])('case %#: what cannot be read is said, and where', (text, message) => {
  expect(of(text).problems[0]).toMatch(message);
  expect(of(text).cells).toEqual([]);
});
