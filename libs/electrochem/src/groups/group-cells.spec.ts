import { declareFacts } from '@cellwatch/events';
import { groupCells } from './group-cells.js';

const cell = (cell_id: string, factors?: Record<string, string | number>, replicate?: string) =>
  declareFacts({ cell_id, ...(factors && { factors }), ...(replicate && { replicate }) });
const told = (facts: Parameters<typeof groupCells>[0]) =>
  groupCells(facts).map(({ group, cells }) => [group, ...cells.map(({ cell_id }) => cell_id)]);

test('equal factors are one group, in whatever order they were written', () => {
  const facts = [
    cell('c', { temperature: 60, pressure: 40 }, '10'),
    cell('a', { pressure: 40, temperature: 60 }, '2'),
    cell('b', { pressure: 5, temperature: 60 }),
    cell('d', { pressure: 40, temperature: 25 }),
  ];
  const expected = [
    ['pressure = 5, temperature = 60', 'b'],
    ['pressure = 40, temperature = 25', 'd'],
    ['pressure = 40, temperature = 60', 'a', 'c'],
  ];
  expect(told(facts)).toEqual(expected);
  expect(told([...facts].reverse())).toEqual(expected);
});

test('replicates without a name go by the cell’s, with numbers in it by size', () => {
  expect(told([cell('cell-10'), cell('cell-9'), cell('cell-1', {})])).toEqual([
    ['no factors', 'cell-1', 'cell-9', 'cell-10'],
  ]);
});

test('a number and the text that prints it are one value; texts come after numbers, a missing factor before both', () => {
  expect(
    told([
      cell('text', { pressure: 'none' }),
      cell('quoted', { pressure: '40' }),
      cell('number', { pressure: 40 }),
      cell('missing', { anode: 'Si' }),
    ]),
  ).toEqual([
    ['pressure = 40', 'number', 'quoted'],
    ['pressure = none', 'text'],
    ['anode = Si', 'missing'],
  ]);
});

test('no cells are no groups', () => {
  expect(groupCells([])).toEqual([]);
});
