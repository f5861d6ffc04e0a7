import { retentionOfAll } from './retention-of-all.js';
import { retentionOfSurvivors, type LivedCell } from './retention-of-survivors.js';

const cell = (event: 'died' | 'censored', ...retentions: (number | null)[]): LivedCell => ({
  life: { cycle: retentions.length, event },
  retentions: retentions.flatMap((capacity_retention, at) =>
    capacity_retention === null ? [] : [{ cycle: at + 1, capacity_retention }],
  ),
});

const strong = cell('censored', 1, 0.98, 0.96, 0.94);
const stronger = cell('censored', 1, 0.99, 0.98, 0.98);
const dead = cell('died', 1, 0.7);
const withdrawn = cell('censored', 1, 0.5);

test('the dead flatter survivors, and do not where they count', () => {
  const group = [strong, stronger, dead];
  expect(retentionOfSurvivors(group, 4)).toMatchObject({ at_risk: 2, statistics: { n: 2, mean: 0.96 } });
  const all = retentionOfAll(group, 4);
  expect(all).toMatchObject({ at_risk: 2, statistics: { n: 3 } });
  expect(all.statistics!.mean).toBeCloseTo((0.94 + 0.98 + 0.7) / 3, 12);
});

test('up to the first death both are one', () => {
  const group = [strong, stronger, dead];
  expect(retentionOfSurvivors(group, 2)).toEqual(retentionOfAll(group, 2));
  expect(retentionOfSurvivors(group, 2).statistics!.mean).toBeCloseTo((0.98 + 0.99 + 0.7) / 3, 12);
});

test('who was withdrawn alive, or has not come so far, is in neither', () => {
  expect(retentionOfAll([strong, withdrawn], 3)).toMatchObject({ at_risk: 1, statistics: { n: 1, mean: 0.96 } });
  expect(retentionOfSurvivors([strong, withdrawn], 9)).toEqual({ at_risk: 0, statistics: null });
});

test('a cycle without a retention is no value, of the living as of the dead', () => {
  const gap = cell('censored', 1, null, 0.9);
  expect(retentionOfSurvivors([strong, gap], 2)).toMatchObject({ at_risk: 2, statistics: { n: 1, mean: 0.98 } });
  expect(retentionOfAll([strong, gap], 2)).toMatchObject({ at_risk: 2, statistics: { n: 1, mean: 0.98 } });
  expect(retentionOfAll([cell('died', 1, 0.9, null)], 3)).toMatchObject({ at_risk: 1, statistics: null });
  expect(retentionOfAll([cell('died', 1, 0.9, null)], 4)).toMatchObject({ at_risk: 0, statistics: { mean: 0.9 } });
});

test('a worn cell that is cycled on counts as it is', () => {
  const worn: LivedCell = { ...cell('died', 1, 0.79, 0.7, 0.6), life: { cycle: 2, event: 'died' } };
  expect(retentionOfAll([worn], 4).statistics!.mean).toBe(0.6);
  expect(retentionOfSurvivors([worn], 4).statistics).toBeNull();
});
