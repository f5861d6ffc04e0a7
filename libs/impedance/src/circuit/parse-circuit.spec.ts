import { circuitOf } from './named-circuit.js';
import { parseCircuit } from './parse-circuit.js';

test('parameters come in the order of the notation', () => {
  expect(parseCircuit('R0 - p(R1, CPE1) - p(R2-Wo1,C2)').parameters.map(({ name }) => name)).toEqual([
    'R0',
    'R1',
    'CPE1_Q',
    'CPE1_n',
    'R2',
    'Wo1_Z0',
    'Wo1_tau',
    'C2',
  ]);
});

test('Q is another word for CPE', () => {
  expect(parseCircuit('p(R1,Q1)').parameters.map(({ name }) => name)).toEqual(['R1', 'CPE1_Q', 'CPE1_n']);
});

test('an id names a circuit', () => {
  expect(circuitOf('S2W')).toMatchObject({ id: 'S2W', notation: 'R1-p(R2,CPE2)-p(R3,CPE3)-W1' });
  expect(circuitOf('R0 - C1')).toMatchObject({ id: 'R0-C1', roles: null });
});

test.each([
  ['', 1, 'the end', 'an element'],
  ['R0-', 4, 'the end', 'an element'],
  ['R0-X1', 4, "'X'", 'an element'],
  ['R0-p(R1,C1', 11, 'the end', "',' or ')'"],
  ['R0-p(R1)', 8, "')'", 'two branches'],
  ['R0-pR1', 5, "'R'", '( after p'],
  ['R0)', 3, "')'", "'-' or the end"],
  ['R0-R0', 4, "'R'", 'R0 is taken'],
  ['R0-p(R1,,C1)', 9, "','", 'an element'],
  ['toString', 1, "'t'", 'an element'],
])('%s is refused at position %i', (notation, position, got, expected) => {
  expect(() => circuitOf(notation)).toThrow(`position ${position}: got ${got}, expected`);
  expect(() => circuitOf(notation)).toThrow(expected);
});
