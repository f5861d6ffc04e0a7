import { sliceBatch, type CellAlert, type QuantityName, type RecordBatch } from '@cellwatch/events';
import { defaultRules } from '../default-rules.js';
import { evolveSilence } from './evolve-silence.js';
import { initialSilenceState, type SilenceState } from './silence-state.js';
import { tickSilence } from './tick-silence.js';

const rules = defaultRules();
const start = 1_800_000_000;
const since = start - 1_000;
const facts = { cell_id: 'cell', facts_version: '0' };
const [rest, charge, pause] = [1, 2, 4];

/** Seconds after the start at which records came, with what the cycler was doing. */
type Row = [second: number, step_type?: number, end_status?: number];

function batch(rows: readonly Row[], more: Partial<RecordBatch> = {}, first_index = 1): RecordBatch {
  const column = (value: (row: Row, at: number) => number) => Float64Array.from(rows, value);
  const columns: Partial<Record<QuantityName, Float64Array>> = {
    record_index: column((_, at) => first_index + at),
    unix_time_second: column(([second]) => start + second),
    test_time_second: column(([second]) => second),
    voltage_volt: column(() => 3.7),
    current_ampere: column(([, type]) => (type === rest || type === pause ? 0 : 1e-3)),
    step_type: column(([, type = charge]) => type),
    end_status: column(([, , status = 1]) => status),
  };
  return {
    ...{ cell_id: 'cell', test_id: 'test', equipment_id: 'E1', channel_id: '1', source_format: 'maccor.text.seconds' },
    ...{ clock_source: 'wall', counter_reset: 'unknown', exported_at: 0, live: true, length: rows.length, columns },
    ...more,
  };
}

/** `count` records every `interval` seconds, the first of them at `from`. */
const every = (interval: number, count: number, from = 0, type = charge): Row[] =>
  Array.from({ length: count }, (_, at) => [from + at * interval, type]);

/** A life: batches, and ticks as seconds after the start, in the order in which they come. What holds in the end, by key. */
function live(inputs: readonly (RecordBatch | number)[], told: CellAlert[] = []) {
  let state: SilenceState = initialSilenceState(facts);
  let disordered = false;
  for (const input of inputs) {
    const evolved =
      typeof input === 'number'
        ? { ...tickSilence(state, start + input, rules, since), disordered: false }
        : evolveSilence(state, input, rules, since);
    told.push(...evolved.alerts);
    disordered ||= evolved.disordered;
    state = JSON.parse(JSON.stringify(evolved.state)) as SilenceState;
  }
  const current = new Map(told.map((alert) => [`${alert.test_id} ${alert.record_index}`, alert]));
  return { state, disordered, current: [...current.values()].filter(({ retracted }) => !retracted) };
}

test('no record for 2 min: told by the tick that proves it, with the time at which it was due', () => {
  const records = batch(every(10, 50));
  expect(live([records, 490 + 120]).current).toEqual([]);
  const { current } = live([records, 490 + 121]);
  expect(current).toMatchObject([
    { rule: 'SILENCE', topic: 'ticks', status: 'firing', severity: 'warning', record_index: 50, test_id: 'test' },
  ]);
  expect(current[0].raised_at_unix_second).toBe(start + 490 + 120);
  expect(current[0].message).toBe('No record for more than 2 min. Usual charging: every 10 s.');
  expect(current[0].evidence).toMatchObject({ value: 120, limit: 120, baseline: 10 });
});

test('it is told once, and the next record ends it', () => {
  const told: CellAlert[] = [];
  live([batch(every(10, 50)), 700, 710, 5_000, batch(every(10, 3, 6_000), {}, 51), 6_030], told);
  expect(told.map(({ status, record_index }) => [status, record_index])).toEqual([
    ['firing', 50],
    ['cleared', 50],
  ]);
  expect(told[1]).toMatchObject({ changed_at_unix_second: start + 6_000, evidence: { value: 5_510 } });
});

test('records that came late and show that none was missing withdraw it', () => {
  const told: CellAlert[] = [];
  const { current } = live([batch(every(10, 50)), 700, batch(every(10, 30, 500), {}, 51)], told);
  expect(told.map(({ retracted, record_index }) => [retracted, record_index])).toEqual([
    [false, 50],
    [true, 50],
  ]);
  expect(current).toEqual([]);
});

test('the limit is 3 times the 99th percentile of the kind of step, not of another', () => {
  const rows = [...every(10, 200), ...every(300, 20, 2_010, rest)];
  const last = 2_010 + 19 * 300;
  expect(live([batch(rows), last + 899]).current).toEqual([]);
  expect(live([batch(rows), last + 901]).current).toMatchObject([{ evidence: { limit: 900, baseline: 300 } }]);
});

describe('what looks like silence and is none', () => {
  const quiet = (...inputs: (RecordBatch | number)[]) => expect(live(inputs).current).toEqual([]);

  test('a rest that is logged every 10 min, after a charge every 10 s', () => {
    const rows = [...every(10, 500), ...every(600, 40, 5_000, rest)];
    quiet(batch(rows), 5_000 + 39 * 600 + 599);
    for (let at = 501; at <= rows.length; at++) quiet(sliceBatch(batch(rows), 0, at), rows[at - 1][0] + 599);
  });

  test('a rest whose intervals grow threefold at most', () => {
    const seconds = [0, 10, 30, 60, 120, 300, 600, 1_200, 2_400];
    let second = 5_000;
    const rows = [...every(10, 500), ...seconds.map((passed): Row => [(second += passed), rest])];
    quiet(batch(rows), second + 5_000);
  });

  test('a test that stands still: paused, or suspended by somebody', () => {
    quiet(batch([...every(10, 50), [500, pause]]), 80_000);
    quiet(batch([...every(10, 50), [500, rest, 193]]), 80_000);
    quiet(batch([...every(10, 50), [500, pause]]), 40_000, batch(every(10, 5, 50_000), {}, 52), 50_040);
  });

  test('a source that is not live, one without a clock, and one that ended before Cellwatch first ran', () => {
    quiet(batch(every(10, 50), { live: false }), 80_000);
    quiet(batch(every(10, 50), { clock_source: 'none' }), 80_000);
    quiet(batch(every(10, 50, -5_000)), 80_000);
    quiet(batch([...every(10, 50, -50_000), ...every(10, 50, -10_000)]), -9_000);
  });

  test('a file of last month: found a month late it is history', () => quiet(batch(every(10, 50)), 30 * 86_400));

  test('uploads every 15 min: withdrawn twice, then it is known', () => {
    const inputs: (RecordBatch | number)[] = [];
    for (let upload = 0; upload < 20; upload++) {
      inputs.push(batch(every(10, 90, upload * 900 - 900), {}, 1 + 90 * upload));
      for (let tick = 0; tick < 900; tick += 10) inputs.push(upload * 900 + tick);
    }
    const told: CellAlert[] = [];
    expect(live(inputs, told).current).toEqual([]);
    expect(told.filter(({ retracted }) => !retracted)).toHaveLength(2);
    // And after that a real one is still found.
    expect(live([...inputs, 30_000]).current).toMatchObject([{ status: 'firing' }]);
  });

  test('a cycler whose clock is an hour slow', () => {
    const inputs = Array.from({ length: 200 }, (_, at) => [batch([[at * 10]], {}, at + 1), at * 10 + 3_605]).flat();
    const told: CellAlert[] = [];
    live(inputs, told);
    expect(told.filter(({ retracted }) => !retracted)).toHaveLength(2);
  });

  test('one outage does not dull it', () => {
    const outage = [batch(every(10, 50)), 4_000, batch(every(10, 400, 500), {}, 51)];
    expect(live([...outage, 4_490 + 130]).current).toMatchObject([{ record_index: 450 }]);
  });
});

test('after a record that ended its step the test may be over: a notice', () => {
  const { current } = live([batch([...every(10, 50), [500, charge, 133]]), 700]);
  expect(current).toMatchObject([{ severity: 'notice', record_index: 51 }]);
});

test('the first records: nothing is known yet, and half an hour is waited for', () => {
  expect(live([batch(every(10, 5)), 40 + 1_799]).current).toEqual([]);
  expect(live([batch(every(10, 5)), 40 + 1_801]).current).toHaveLength(1);
});

test('the next test ends the silence of the one before; a record of an earlier one comes late', () => {
  const next = batch(every(10, 5, 9_000), { test_id: 'next' });
  const { current, disordered } = live([batch(every(10, 50)), 700, next]);
  expect(current).toMatchObject([{ status: 'cleared', test_id: 'test', changed_at_unix_second: start + 9_000 }]);
  expect(disordered).toBe(false);
  expect(live([batch(every(10, 50)), next, batch(every(10, 5, 500), {}, 51)]).disordered).toBe(true);
  expect(live([batch(every(10, 50)), batch(every(10, 5, 480), {}, 49)]).disordered).toBe(true);
});

test('a cell that is folded again keeps what a tick once proved, and what it learnt of waits', () => {
  const told: CellAlert[] = [];
  const { state } = live([batch(every(10, 50)), 700], told);
  const anew = evolveSilence(initialSilenceState(facts), batch(every(10, 50)), rules, since).state;
  const before = { state, published: told };
  // Long after, or with no tick at hand.
  for (const tick of [start + 10 * 86_400, null])
    expect(tickSilence(anew, tick, rules, since, before).alerts).toEqual(told);
  const withdrawn = { state, published: told.map((alert) => ({ ...alert, retracted: true })) };
  expect(tickSilence(anew, null, rules, since, withdrawn).alerts).toEqual([]);
});

/** Deterministic, 0 … 1. */
function dice(seed: number): () => number {
  let state = seed + 1;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

test.each(Array.from({ length: 40 }, (_, seed) => ({ seed })))(
  'seed $seed: however records are cut and ticks fall between them, the same holds in the end',
  ({ seed }) => {
    const next = dice(seed);
    const rows: Row[] = [];
    let second = 0;
    for (let step = 0; step < 12; step++) {
      const type = next() < 0.1 ? pause : next() < 0.4 ? rest : charge;
      const interval = type === rest ? 60 : 10;
      for (let at = 0; at < 30; at++) {
        second += next() < 0.02 ? 10_000 * next() : interval;
        rows.push([second, type, at === 29 ? 133 : 1]);
      }
    }
    const whole = batch(rows);
    // Beyond whatever it waits for, and within a day.
    const end = second + 50_000;
    const inOrder = live([whole, end]).current;
    expect(inOrder.length).toBeGreaterThan(0);
    const inputs: (RecordBatch | number)[] = [];
    for (let from = 0; from < rows.length;) {
      const to = Math.min(rows.length, from + 1 + Math.floor(next() * 40));
      inputs.push(sliceBatch(whole, from, to));
      from = to;
      // Ticks of any time up to now, repeated and going back as well as on.
      for (let tick = 0; tick < 3 && from < rows.length; tick++)
        if (next() < 0.6) inputs.push(rows[from - 1][0] + 3_000 * next());
    }
    expect(live([...inputs, end]).current).toEqual(inOrder);
    expect(live([...inputs, end, 500, end]).current).toEqual(inOrder);
  },
);
