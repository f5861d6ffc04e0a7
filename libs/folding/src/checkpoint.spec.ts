import type { FoldedCell } from './cell.js';
import { cellOf, checkpointOf } from './checkpoint.js';
import type { Fold, Result } from './fold.js';

const fold = (version: string) =>
  ({ topic: 'numbers', version, initial: () => ({ sum: 0 }) }) as unknown as Fold<number, { sum: number }, Result>;
const cell: FoldedCell<{ sum: number }> = {
  cell_id: 'a',
  facts_version: '0',
  bookings: 2,
  moved_tests: new Set(['t']),
  revision: 3,
  state: { sum: 7 },
  covers: 12,
  dirty: null,
  barrier: null,
  stalled: null,
};

test('a cell comes back as it was saved', () => {
  expect(cellOf(checkpointOf(cell, 5, fold('1')), cell.moved_tests, fold('1'))).toEqual(cell);
});

test('state of another version is not evolved: the cell is dirty from where it was', () => {
  expect(cellOf(checkpointOf(cell, 5, fold('1')), cell.moved_tests, fold('2'))).toEqual({
    ...cell,
    revision: 1,
    state: { sum: 0 },
    dirty: 12,
  });
});

test('what was saved before there were versions is of another one', () => {
  const saved = checkpointOf(cell, 5, fold('1'));
  const old = { ...saved, state: JSON.stringify({ facts_version: '0', revision: 3, state: { sum: 7 } }) };
  expect(cellOf(old, new Set(), fold('1'))).toMatchObject({ bookings: 0, state: { sum: 0 }, dirty: 12 });
});

test('a stalled cell stays stalled under another version, and waits for nothing', () => {
  const stalled = { ...cell, stalled: 'a bug' };
  expect(cellOf(checkpointOf(stalled, 5, fold('1')), new Set(), fold('2'))).toMatchObject({
    stalled: 'a bug',
    dirty: null,
  });
});
