import { sliceBatch, type CellAlert, type CellFacts, type RecordBatch } from '@cellwatch/events';
import { defaultRules } from '../default-rules.js';
import { evolveRecordRules, initialRecordRulesState, type RecordRulesState } from './evolve-record-rules.js';
import { facts, log, noise } from './spec-support/log.js';

const rounds = process.env.CELLWATCH_LONG ? 400 : 12;
const rules = defaultRules();

function random(seed: number): () => number {
  let state = seed * 2654435761 + 1;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

/** A cell's life with every fault that a rule looks for, and with records that a source gets wrong. */
function life(seed: number): { facts: CellFacts; batches: RecordBatch[] } {
  const next = random(seed);
  const chance = (share: number) => next() < share;
  const system = chance(0.7) ? 'full_cell' : chance(0.5) ? 'anode_half_cell' : 'symmetric_cell';
  const batches: RecordBatch[] = [];
  for (let test = 0; test < 2; test++) {
    const cell = log(`test ${test}`, 1.7e9 + test * 1e6, test * 5);
    const interval = 20 + Math.floor(40 * next());
    const silent = chance(0.3);
    const jitter = noise(chance(0.5) ? 0.001 : 0, seed);
    for (let cycle = 0; cycle < 8; cycle++) {
      const at = 1000 + 4000 * next();
      const kind = Math.floor(7 * next());
      const add = (second: number) =>
        jitter(second) +
        (kind === 0 && second > at && second % 300 < 60 ? -0.03 : 0) +
        (kind === 1 && second > at ? 0.02 : 0) +
        (kind === 2 && second > at ? -2 : 0) +
        (kind === 3 && second > at ? (at - second) * 2.1e-4 : 0);
      const celsius = kind === 4 ? (second: number) => (second > at ? 33 : 25) : 25;
      const pascal = (second: number) => 4e7 * (1 + (kind === 5 && second > at ? 0.15 : 0) + second * 1e-6);
      const seconds = kind === 6 ? 9000 : 7000;
      const step = { add, interval, celsius, pascal, silent, seconds, ohm: kind === 1 ? 0.25 : 0.1 };
      cell.charge(step).rest(kind === 2 ? 0.4 : 4.1, { silent, interval: 30 });
      if (chance(0.3)) cell.row({ test_time_second: 0 });
      cell.discharge({ interval, silent, celsius, pascal }).rest(2.6, { silent, interval: 30 });
      if (chance(0.3)) cell.row({});
    }
    batches.push(cell.batch());
  }
  const over = { temperature_set_point_celsius: 25, pressure_set_point_pa: 4e7 };
  return { facts: { ...facts, system, ...over, ...(chance(0.2) && { polarity: 'reversed' }) }, batches };
}

function fold(declared: CellFacts, batches: readonly RecordBatch[], again = (state: RecordRulesState) => state) {
  let state = initialRecordRulesState(structuredClone(declared));
  const alerts: CellAlert[] = [];
  for (const batch of batches) {
    const evolved = evolveRecordRules(state, batch, rules);
    expect(evolved.disordered).toBe(false);
    alerts.push(...evolved.alerts);
    state = again(evolved.state);
  }
  return { state, alerts };
}

/** As the wire cuts them: a column without a value is left out. */
function cut(batch: RecordBatch, most: number, next: () => number): RecordBatch[] {
  const pieces: RecordBatch[] = [];
  for (let at = 0; at < batch.length;) {
    const to = Math.min(batch.length, at + 1 + Math.floor(most * next()));
    const piece = sliceBatch(batch, at, to);
    for (const [name, column] of Object.entries(piece.columns))
      if (!column.some((value) => value === value)) delete piece.columns[name as 'step_id'];
    pieces.push(piece);
    at = to;
  }
  return pieces;
}

test(`any splitting, and JSON in between, gives the same alerts and state byte for byte (${rounds} seeds)`, () => {
  const seen = new Set<string>();
  for (let seed = 1; seed <= rounds; seed++) {
    const { facts: declared, batches } = life(seed);
    const whole = fold(declared, batches);
    for (const { rule } of whole.alerts) seen.add(rule);
    const next = random(seed * 7919);
    for (const most of [1, 3, 500]) {
      const pieces = batches.flatMap((batch) => cut(batch, most, next));
      const other = fold(declared, pieces, (state) =>
        next() < 0.1 ? (JSON.parse(JSON.stringify(state)) as RecordRulesState) : state,
      );
      if (JSON.stringify(other) !== JSON.stringify(whole)) {
        expect({ seed, most, alerts: other.alerts }).toEqual({ seed, most, alerts: whole.alerts });
        expect({ seed, most, state: other.state }).toEqual({ seed, most, state: whole.state });
        expect({ seed, most, bytes: JSON.stringify(other) }).toEqual({ seed, most, bytes: JSON.stringify(whole) });
      }
    }
    expect(JSON.stringify(whole.state).length).toBeLessThan(25_000);
  }
  expect([...seen].sort()).toEqual([
    'CONTACT_LOSS',
    'DATA_CLOCK',
    'HARD_SHORT',
    'OVERCHARGE',
    'PRESS',
    'SOFT_DIP',
    'SOFT_STALL',
    'TEMP',
  ]);
});

test('records that come late: disordered, nothing is told', () => {
  const batch = log().cycles(2).batch();
  const { state } = fold(facts, [batch]);
  expect(evolveRecordRules(state, sliceBatch(batch, 100, 200), rules)).toMatchObject({ alerts: [], disordered: true });
});

test('a healthy cell is quiet through all rules', () => {
  const cell = log().cycles(20, { add: noise(0.0005), celsius: 25 }, { add: noise(0.0005), pascal: 4e7 });
  expect(cell.told({ temperature_set_point_celsius: 25, pressure_set_point_pa: 4e7 })).toEqual([]);
});

test('a rule that is not in force neither tells nor keeps anything', () => {
  const batch = log()
    .cycle({ add: (second) => (second % 600 < 60 ? -0.03 : 0) })
    .batch();
  const off = { ...rules, of: { ...rules.of, SOFT_DIP: { ...rules.of.SOFT_DIP, enabled: false } } };
  const { state, alerts } = evolveRecordRules(initialRecordRulesState(facts), batch, off);
  expect(alerts).toEqual([]);
  expect(state.detectors.SOFT_DIP).toEqual(initialRecordRulesState(facts).detectors.SOFT_DIP);
});
