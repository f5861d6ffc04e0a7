import type { AlertRule, CellAlert, CellFacts } from '@cellwatch/events';
import { defaultRules } from '../default-rules.js';
import { evolveFusion, initialFusionState, type FusionState } from './evolve-fusion.js';

const facts: CellFacts = { cell_id: 'cell', facts_version: 'f' };
const rules = defaultRules();
const day = 86_400;

/** A sign that began in a cycle and, where `to` is given, ended in another; records of a cycle count from 1000 times its number. */
function sign(rule: AlertRule, from: number, to: number | null = null, over: Partial<CellAlert> = {}): CellAlert {
  const record_index = 1000 * from + rule.length;
  return {
    cell_id: 'cell',
    rule,
    test_id: 'test',
    record_index,
    rule_version: 1,
    rules_version: '0',
    topic: rule === 'CE_DROP' || rule === 'REST_LEAK' ? 'cell.cycles' : 'cycler.records',
    facts_version: 'f',
    revision: 1,
    retracted: false,
    status: to === null ? 'firing' : 'cleared',
    severity: 'warning',
    raised_at_unix_second: from * day + rule.length,
    changed_at_unix_second: (to ?? from) * day + rule.length,
    derived_cycle_count: from,
    changed_cycle_count: to ?? from,
    message: `${rule} in cycle ${from}.`,
    evidence: {
      quantity: 'q',
      unit: '1',
      value: 1,
      limit: 1,
      baseline: null,
      regime: 'slow',
      first_record_index: 1000 * from,
      last_record_index: record_index,
      chart: null,
    },
    ...over,
  };
}

const fold = (alerts: CellAlert[], state: FusionState = initialFusionState(facts)) =>
  evolveFusion(state, alerts, rules);
/** What stands in the end: from which cycle to which, and of which first record. */
const stands = (alerts: CellAlert[]) => {
  const last = new Map(fold(alerts).alerts.map((alert) => [`${alert.test_id} ${alert.record_index}`, alert]));
  return [...last.values()].map(({ derived_cycle_count, changed_cycle_count, status }) => [
    derived_cycle_count,
    status === 'cleared' ? changed_cycle_count : status,
  ]);
};

test('two signs in one cycle are a soft short, keyed by the record that made it two', () => {
  const [overcharge, drop] = [sign('OVERCHARGE', 9), sign('CE_DROP', 9, null, { raised_at_unix_second: 9.5 * day })];
  for (const alerts of [
    [overcharge, drop],
    [drop, overcharge],
  ])
    expect(fold(alerts).alerts).toMatchObject([
      {
        rule: 'SOFT_SHORT',
        topic: 'cell.alerts',
        status: 'firing',
        severity: 'critical',
        test_id: 'test',
        record_index: drop.record_index,
        derived_cycle_count: 9,
        raised_at_unix_second: 9.5 * day,
        message: 'A soft short by two signs: OVERCHARGE (OVERCHARGE in cycle 9.) and CE_DROP (CE_DROP in cycle 9.)',
        evidence: { quantity: 'short_signs', value: 2, limit: 2, first_record_index: 9000 },
      },
    ]);
});

test.each([
  ['one alone', [sign('CE_DROP', 9)]],
  ['twice the same', [sign('SOFT_DIP', 9, 9), sign('SOFT_DIP', 10)]],
  ['three cycles apart', [sign('SOFT_DIP', 6, 6), sign('CE_DROP', 9)]],
  ['of other rules', [sign('CE_DROP', 9), sign('KNEE', 9), sign('TEMP', 9), sign('CONTACT_LOSS', 9)]],
  ['not yet fired', [sign('CE_DROP', 9), sign('OVERCHARGE', 9, null, { status: 'pending' })]],
  ['never fired', [sign('CE_DROP', 9), sign('OVERCHARGE', 9, 9, { status: 'lapsed' })]],
  ['in no known cycle', [sign('CE_DROP', 9), sign('EIS_SHORT', 9, null, { derived_cycle_count: null })]],
])('signs %s are none', (_, alerts) => {
  expect(stands(alerts)).toEqual([]);
});

test('an ended sign counts for two cycles more', () => {
  expect(stands([sign('SOFT_DIP', 6, 7), sign('CE_DROP', 9)])).toEqual([[9, 'firing']]);
});

test('it lasts while two are left, and ends with the sign that leaves fewer', () => {
  const lasting = [sign('CE_DROP', 9, 30), sign('OVERCHARGE', 9, 20), sign('REST_LEAK', 15, 40)];
  expect(stands(lasting)).toEqual([[9, 30]]);
  expect(stands(lasting.slice(0, 2))).toEqual([[9, 20]]);
});

test('after its end another sign makes another', () => {
  expect(stands([sign('CE_DROP', 9), sign('OVERCHARGE', 9, 20), sign('SOFT_DIP', 100)])).toEqual([
    [9, 20],
    [100, 'firing'],
  ]);
});

test('a drop with lost contact and without dips is none; with dips it is', () => {
  const lost = [sign('CONTACT_LOSS', 8), sign('CE_DROP', 9, null), sign('REST_LEAK', 10)];
  expect(stands(lost)).toEqual([]);
  expect(stands([...lost, sign('SOFT_DIP', 9)])).toEqual([[9, 'firing']]);
});

test('a sign that gets worse is quoted as it is now, under the same key', () => {
  const worse = sign('CE_DROP', 9, null, { severity: 'critical', message: 'Worse.' });
  const { state, alerts } = fold([sign('CE_DROP', 9), sign('OVERCHARGE', 9)]);
  const [again] = fold([worse], state).alerts;
  expect(again).toMatchObject({ record_index: alerts[0].record_index, status: 'firing', changed_cycle_count: 9 });
  expect(again.message).toMatch(/Worse/);
});

describe('disordered: folded again from all signs', () => {
  const both = fold([sign('CE_DROP', 9), sign('OVERCHARGE', 9)]).state;
  const ended = fold([sign('CE_DROP', 9, 12)], both).state;
  test.each([
    ['a sign was withdrawn', both, sign('CE_DROP', 9, null, { retracted: true, revision: 2 })],
    ['a sign is only pending now', both, sign('CE_DROP', 9, null, { status: 'pending', revision: 2 })],
    ['an earlier sign takes its place', both, sign('SOFT_DIP', 8)],
    ['a soft short that has ended would not have', ended, sign('REST_LEAK', 11)],
    ['a soft short that has ended would say otherwise', ended, sign('OVERCHARGE', 9, null, { message: 'Worse.' })],
  ])('%s', (_, state, alert) => {
    expect(fold([alert], state)).toEqual({ state, alerts: [], disordered: true });
  });

  test('nothing is: a repeat, another revision of the same, its end', () => {
    for (const alert of [sign('CE_DROP', 9), sign('CE_DROP', 9, null, { revision: 4 }), sign('CE_DROP', 9, 12)])
      expect(fold([alert], both).disordered).toBe(false);
    expect(fold([sign('CE_DROP', 9)], both).alerts).toEqual([]);
  });
});

test('the state does not grow with the alerts, and what is older than it is disordered', () => {
  let state = initialFusionState(facts);
  let longest = 0;
  const shorts: CellAlert[] = [];
  for (let cycle = 1; cycle <= 1500; cycle += 5) {
    const told = fold([sign('CE_DROP', cycle, cycle + 2), sign('OVERCHARGE', cycle + 1, cycle + 2)], state);
    expect(told.disordered).toBe(false);
    state = told.state;
    shorts.push(...told.alerts);
    longest = Math.max(longest, JSON.stringify(state).length);
  }
  expect(longest).toBeLessThan(40_000);
  expect(new Set(shorts.map(({ record_index }) => record_index)).size).toBe(300);
  expect(fold([sign('SOFT_DIP', 3)], state).disordered).toBe(true);
});

/** As the reader does it: what cannot be folded in passing is folded again from the last of each key, in order. */
function land(messages: CellAlert[]): { landed: string[]; refolds: number } {
  const current = new Map<string, CellAlert>();
  const landed = new Map<string, CellAlert>();
  const key = ({ rule, test_id, record_index }: CellAlert) => `${rule} ${test_id} ${record_index}`;
  let state = initialFusionState(facts);
  let refolds = 0;
  for (const message of messages) {
    current.set(key(message), message);
    const evolved = fold([message], state);
    state = JSON.parse(JSON.stringify(evolved.state)) as FusionState;
    for (const alert of evolved.alerts) landed.set(key(alert), alert);
    if (!evolved.disordered) continue;
    refolds += 1;
    const signs = [...current.values()].filter((alert) => !alert.retracted);
    const whole = fold(signs);
    expect(whole.disordered).toBe(false);
    state = whole.state;
    landed.clear();
    for (const alert of whole.alerts) landed.set(key(alert), alert);
  }
  return { landed: [...landed.values()].map((alert) => JSON.stringify(alert)).sort(), refolds };
}

test('however the readers are interleaved, what stands in the end is the same, byte for byte', () => {
  let seed = 7;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const codes: AlertRule[] = ['SOFT_DIP', 'OVERCHARGE', 'CE_DROP', 'REST_LEAK', 'CONTACT_LOSS'];
  let shorts = 0;
  let refolds = 0;
  for (let round = 0; round < 30; round += 1) {
    // Each rule has one episode after the other; it is told when it begins, perhaps when it gets worse, and when it ends.
    const queues = codes.map((code) => {
      const told: CellAlert[] = [];
      for (let cycle = 1 + Math.floor(12 * random()); cycle < 60; cycle += 4 + Math.floor(14 * random())) {
        const to = cycle + Math.floor(4 * random());
        const message = random() < 0.3 ? 'Worse.' : `${code} in cycle ${cycle}.`;
        const withdrawn = random() < 0.15;
        told.push(sign(code, cycle));
        if (random() < 0.8) told.push(sign(code, cycle, null, { message }));
        if (random() < 0.8) told.push(sign(code, cycle, to, { message }));
        if (withdrawn) told.push({ ...told[told.length - 1], retracted: true, revision: 2 });
      }
      return told;
    });
    const interleave = () => {
      const left = queues.map((queue) => [...queue]);
      const all: CellAlert[] = [];
      while (left.some((queue) => queue.length > 0))
        all.push(...left[Math.floor(random() * left.length)].splice(0, 1 + Math.floor(3 * random())));
      return all;
    };
    const one = land(interleave());
    const other = land(interleave());
    expect(one.landed).toEqual(other.landed);
    shorts += one.landed.length;
    refolds += one.refolds;
  }
  expect(shorts).toBeGreaterThan(40);
  expect(refolds).toBeGreaterThan(20);
});
