import { testCycle } from '../spec-support/test-cycle.js';
import { defaultRules } from '../default-rules.js';
import { evolveEpisode, type Episode } from '../evolve-episode.js';
import { alertsOf, toldOf } from '../spec-support/told-of.js';
import { judgeKnee, type KneeMemory } from './knee.js';
import { seeCycle } from './seen-cycle.js';

/** Seeded normal noise. */
function normal(seed: number): () => number {
  let at = seed * 7919 + 1;
  const uniform = () => (at = (at * 48271) % 2147483647) / 2147483647;
  for (let warm = 0; warm < 10; warm += 1) uniform();
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

const life = (length: number, capacity: (cycle: number) => number, noise: number, seed: number) => {
  const next = normal(seed);
  return Array.from({ length }, (_, index) =>
    testCycle(index + 1, { cycle_discharging_capacity_ah: capacity(index + 1) + noise * next() }),
  );
};
const bent = (knee: number, before: number, after: number) => (cycle: number) =>
  1 - before * Math.min(cycle, knee) - after * Math.max(0, cycle - knee);
const convex = (cycle: number) => 1 - 0.12 * (1 - Math.exp(-cycle / 25)) - 0.0007 * cycle;

const inForce = defaultRules().of.KNEE;
const facts = { cell_id: 'cell', facts_version: 'f', system: 'full_cell' } as const;

/** As `toldOf`, without the other rules: what fired in many lives. */
function firedIn(cycles: ReturnType<typeof life>): [number, string][] {
  let memory: KneeMemory | undefined;
  let episode: Episode | null = null;
  const told: [number, string][] = [];
  for (const cycle of cycles) {
    const number = cycle.derived_cycle_count;
    const judged = judgeKnee(memory, seeCycle(cycle, facts, 'slow', number, number > 2), inForce);
    memory = judged.memory;
    if (!judged.finding) continue;
    const { evidence } = judged.finding;
    const whole = { ...evidence, regime: 'slow', first_record_index: 0, last_record_index: 0 };
    const unit = { test_id: '', record_index: number, unix_second: null, derived_cycle_count: number, evidence: whole };
    const evolved = evolveEpisode(episode, { ...judged.finding, ...unit }, judged.episode);
    episode = evolved.episode;
    if (evolved.change?.status === 'firing') told.push([number, evolved.change.severity]);
  }
  return told;
}

test('what follows counts as the rules together do', () => {
  const cycles = life(150, bent(100, 7e-4, 5.7e-3), 0.002, 5);
  expect(firedIn(cycles)).toEqual(toldOf('KNEE', cycles).filter(firing));
});

/** Cycles from the knee to the warning; below 0 where it was early, Infinity where it never came. */
function latency(length: number, knee: number, before: number, after: number, noise: number, seed: number): number {
  const warned = firedIn(life(length, bent(knee, before, after), noise, seed)).find(([, what]) => what === 'warning');
  return warned ? warned[0] - knee : Infinity;
}

const noises = [0.001, 0.002, 0.003, 0.004];
const sorted = (values: number[]) => values.toSorted((a, b) => a - b);

test('a knee at 300 of 400 cycles, 0.04 to 0.4 % a cycle: 9 cycles, 10 in 95 of 100, none early', () => {
  const found = sorted(Array.from({ length: 100 }, (_, seed) => latency(400, 300, 4e-4, 4e-3, noises[seed % 4], seed)));
  expect([found[0] > 0, found[50], found[94]]).toEqual([true, 9, 10]);
});

test('a knee at 100 of 150 cycles, 0.07 to 0.57 % a cycle: 7 cycles, 8 or 9 in 95 of 100, none early', () => {
  const found = sorted(
    Array.from({ length: 100 }, (_, seed) => latency(150, 100, 7e-4, 5.7e-3, noises[seed % 4], seed)),
  );
  expect([found[0] > 0, found[50]]).toEqual([true, 7]);
  expect([8, 9]).toContain(found[94]);
});

test('60 long lives along a line raise nothing', () => {
  for (let seed = 0; seed < 60; seed += 1)
    expect(firedIn(life(400, bent(400, 4e-4, 0), noises[seed % 4], seed))).toEqual([]);
});

test('200 lives of a paper’s length raise nothing, along a line and convex as silicon', () => {
  for (let seed = 0; seed < 200; seed += 1) {
    const line = life(150, bent(150, 7e-4, 0), noises[seed % 4], seed);
    expect(firedIn(line)).toEqual([]);
    expect(firedIn(life(150, convex, noises[seed % 4], seed))).toEqual([]);
  }
});

const firing = ([, what]: [number | null, string]) => what !== 'pending' && what !== 'lapsed';

test('one step is no knee', () => {
  for (const step of [0.02, 0.1])
    for (const at of [45, 60, 120])
      expect(
        toldOf(
          'KNEE',
          life(150, (cycle) => 1 - 4e-4 * cycle - (cycle >= at ? step : 0), 0, 0),
        ).filter(firing),
      ).toEqual([]);
});

test('a bend to less than three times is a notice, told with what it was held against', () => {
  const cycles = life(150, bent(100, 1e-3, 2.4e-3), 2e-4, 1);
  const told = alertsOf('KNEE', cycles);
  expect(told.map(({ status }) => status)).toEqual(['pending', 'firing']);
  expect(told[1]).toMatchObject({ severity: 'notice' });
  expect(told[1].message).toMatch(/^Cycle 11\d: the capacity has lost 0\.2\d\d % a cycle .* a knee may begin\.$/);
  expect(told[1].evidence.chart!.x).toHaveLength(20);
});

test('another regime and its return leave it alone', () => {
  const cycles = life(150, bent(150, 7e-4, 0), 1e-3, 3).map((cycle, index) =>
    index >= 90 && index < 100 ? { ...cycle, regime: 'fast', cycle_discharging_capacity_ah: 0.5 } : cycle,
  );
  expect(toldOf('KNEE', cycles).filter(firing)).toEqual([]);
});
