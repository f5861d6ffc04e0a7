import { recordClass } from './record-class.js';

const [unknown, rest, charge, discharge, pause] = [0, 1, 2, 3, 4];

test.each([
  ['a load', 1, unknown, 0.01, 1],
  ['a load against', -1, unknown, 0.01, -1],
  ['the limit itself', 0.01, unknown, 0.01, 1],
  ['noise', -0.009, rest, 0.01, 0],
  ['nothing, in any state', 0, unknown, 0, 0],
  ['the tail of a taper', 0.009, charge, 0.01, 1],
  ['a discharge before its ramp', 0, discharge, 0.01, -1],
  ['noise against the state', -0.009, charge, 0.01, 0],
  ['the row that a suspended charge repeats', 0, pause, 0.01, 0],
])('%s', (_, current, type, limit, expected) => {
  expect(recordClass(current, type, limit)).toBe(expected);
});
