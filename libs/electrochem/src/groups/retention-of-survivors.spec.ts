import { livedThrough } from '../spec-support/lived-through.js';
import { retentionOfAll } from './retention-of-all.js';
import { retentionOfSurvivors } from './retention-of-survivors.js';

const strong = livedThrough('censored', 1, 0.98, 0.96, 0.94);
const stronger = livedThrough('censored', 1, 0.99, 0.98, 0.98);
const dead = livedThrough('died', 1, 0.7);

test('the mean of those that lived, with the number at risk', () => {
  expect(retentionOfSurvivors([strong, stronger, dead], 4)).toMatchObject({
    at_risk: 2,
    statistics: { n: 2, mean: 0.96 },
  });
});

test('up to the first death it is the mean of all', () => {
  const group = [strong, stronger, dead];
  expect(retentionOfSurvivors(group, 2)).toEqual(retentionOfAll(group, 2));
  expect(retentionOfSurvivors(group, 2).statistics!.mean).toBeCloseTo((0.98 + 0.99 + 0.7) / 3, 12);
});

test('a cell without a retention at this cycle is at risk, and not in the mean', () => {
  const gap = livedThrough('censored', 1, null, 0.9);
  expect(retentionOfSurvivors([strong, gap], 2)).toMatchObject({ at_risk: 2, statistics: { n: 1, mean: 0.98 } });
});

test('a worn cell that is cycled on is no survivor', () => {
  const worn = { ...livedThrough('died', 1, 0.79, 0.7, 0.6), life: { cycle: 2, event: 'died' as const } };
  expect(retentionOfSurvivors([worn], 4)).toEqual({ at_risk: 0, statistics: null });
});
