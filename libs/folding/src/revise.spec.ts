import { revise } from './revise.js';

const key = (result: { name: string }) => result.name;
const result = (name: string, value: number, revision = 1, retracted = false) => ({
  cell_id: 'a',
  name,
  value,
  revision,
  retracted,
});

test('nothing published: everything is new, and what follows keeps revision 1', () => {
  expect(revise([], [result('x', 1)], key, 1)).toEqual({ results: [result('x', 1)], revision: 1 });
});

test('equal results are left alone', () => {
  const published = [result('x', 1), result('y', 2, 3)];
  expect(revise(published, [result('x', 1), result('y', 2)], key, 1)).toEqual({ results: [], revision: 3 });
});

test('a changed one goes above every revision, a missing one is retracted', () => {
  const published = [result('x', 1), result('y', 2, 2)];
  expect(revise(published, [result('x', 5)], key, 2)).toEqual({
    results: [result('x', 5, 3), result('y', 2, 3, true)],
    revision: 4,
  });
});

test('a retracted one that is back is published again', () => {
  const published = [result('x', 1, 2, true)];
  expect(revise(published, [result('x', 1)], key, 2)).toEqual({ results: [result('x', 1, 3)], revision: 4 });
});

test('after a crash between publishing and checkpoint, what follows stays above the retraction', () => {
  expect(revise([result('x', 1, 4, true)], [], key, 1)).toEqual({ results: [], revision: 5 });
});

test('the order of fields, nested ones too, is no change', () => {
  const published = [{ ...result('x', 1), edge: { time_second: 1, resistance_ohm: 2 } }];
  const fresh = [{ edge: { resistance_ohm: 2, time_second: 1 }, ...result('x', 1) }];
  expect(revise(published, fresh, key, 1)).toEqual({ results: [], revision: 1 });
});
