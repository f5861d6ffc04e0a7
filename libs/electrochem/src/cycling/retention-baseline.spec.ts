import type { CellFacts } from '@cellwatch/events';
import { initialCyclingState } from './initial-cycling-state.js';
import { retentionBaseline, retentionReference } from './retention-baseline.js';
import type { Regime } from './state.js';

const newRegime = () =>
  ({ reference: null, candidates_microampere_hour: [], candidate_cycle_counts: [] }) as unknown as Regime;

function baselines(facts: Partial<CellFacts>, cycles: [capacity: number, regime: string][]) {
  const all = { cell_id: 'a', facts_version: '0', ...facts };
  const { life } = initialCyclingState(all);
  const regimes = new Map<string, Regime>();
  return cycles.map(([capacity, key], at) => {
    if (!regimes.has(key)) regimes.set(key, newRegime());
    const found = retentionBaseline(all, life, regimes.get(key)!, key, capacity, at + 1);
    return found && [found.capacity_ah, found.derived_cycle_count];
  });
}

test('defaults follow the literature of the system', () => {
  const facts = { cell_id: 'a', facts_version: '0' };
  expect(retentionReference({ ...facts, system: 'anode_half_cell' })).toBe('cycle1');
  expect(retentionReference({ ...facts, system: 'full_cell' })).toBe('first_after_formation_same_regime');
});

test('cycle 1, and never across regimes', () => {
  expect(baselines({ retention_reference: 'cycle1' }, [[9, 'slow'], [8, 'slow'], [7, 'fast']])).toEqual([[9, 1], [9, 1], null]); // prettier-ignore
});

test('the first after formation of each regime', () => {
  const facts = { formation_cycles: [1] };
  expect(baselines(facts, [[9, 'slow'], [8, 'fast'], [7, 'fast'], [6, 'slow']])).toEqual([null, [8, 2], [8, 2], [6, 4]]); // prettier-ignore
});

test('the greatest of five, once there are five', () => {
  const cycles = [5, 7, 6, 7, 4, 3].map((capacity): [number, string] => [capacity, 'one']);
  expect(baselines({ retention_reference: 'max_first_5' }, cycles)).toEqual([null, null, null, null, [7, 2], [7, 2]]);
});

test('the median of forty belongs to no cycle', () => {
  const cycles = Array.from({ length: 41 }, (_, k): [number, string] => [100 - k, 'one']);
  expect(baselines({ retention_reference: 'median_first_40' }, cycles).slice(38)).toEqual([
    null,
    [80.5, null],
    [80.5, null],
  ]);
});
