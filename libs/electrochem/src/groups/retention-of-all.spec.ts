import { livedThrough } from '../spec-support/lived-through.js';
import { retentionOfAll } from './retention-of-all.js';

const strong = livedThrough('censored', 1, 0.98, 0.96, 0.94);
const stronger = livedThrough('censored', 1, 0.99, 0.98, 0.98);
const dead = livedThrough('died', 1, 0.7);

test('the dead count as their last value: (0.94 + 0.98 + 0.7)/3', () => {
  const all = retentionOfAll([strong, stronger, dead], 4);
  expect(all).toMatchObject({ at_risk: 2, statistics: { n: 3 } });
  expect(all.statistics!.mean).toBeCloseTo(0.8733, 4);
});

test('who was withdrawn alive, or has not come so far, is left out', () => {
  const withdrawn = livedThrough('censored', 1, 0.5);
  expect(retentionOfAll([strong, withdrawn], 3)).toMatchObject({ at_risk: 1, statistics: { n: 1, mean: 0.96 } });
  expect(retentionOfAll([strong, withdrawn], 9)).toEqual({ at_risk: 0, statistics: null });
});

test('a cycle without a retention is no value of the living; the dead have their last before it', () => {
  const gap = livedThrough('died', 1, 0.9, null);
  expect(retentionOfAll([gap], 3)).toMatchObject({ at_risk: 1, statistics: null });
  expect(retentionOfAll([gap], 4)).toMatchObject({ at_risk: 0, statistics: { mean: 0.9 } });
});

test('a worn cell that is cycled on counts as it is', () => {
  const worn = { ...livedThrough('died', 1, 0.79, 0.7, 0.6), life: { cycle: 2, event: 'died' as const } };
  expect(retentionOfAll([worn], 4).statistics!.mean).toBe(0.6);
});
