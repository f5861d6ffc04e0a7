import type { CellFacts, CycleSummary } from '@cellwatch/events';
import { defaultRules } from '../default-rules.js';
import { testCycle } from '../spec-support/test-cycle.js';
import { initialCycleRulesState, type CycleRulesState } from './cycle-rules-state.js';
import { evolveCycleRules } from './evolve-cycle-rules.js';

const facts: CellFacts = { cell_id: 'cell', facts_version: 'f' };

function cycle(number: number, efficiency: number | null, over: Partial<CycleSummary> = {}): CycleSummary {
  return testCycle(number, { coulombic_efficiency: efficiency, ...over });
}

/** Cycles 1, 2, 3... of a cell with these efficiencies. */
const life = (...efficiencies: (number | null)[]) => efficiencies.map((value, index) => cycle(index + 1, value));
/** 3 muted cycles of life and 5 of baseline; the next is number 9. */
const settled = life(0.8, 0.9, 0.95, 1, 1, 1, 1, 1);
const rules = defaultRules();
const fold = (cycles: CycleSummary[], from: CycleRulesState = initialCycleRulesState(facts)) => {
  const { state, alerts, disordered } = evolveCycleRules(from, cycles, rules);
  return { state, alerts: alerts.filter(({ rule }) => rule === 'CE_DROP'), disordered };
};
/** What was told: when, how bad, by what. */
const verdicts = (cycles: CycleSummary[], from?: CycleRulesState) =>
  fold(cycles, from).alerts.map(({ changed_cycle_count, status, severity, evidence }) => [
    changed_cycle_count,
    status === 'firing' ? severity : status,
    evidence.quantity,
  ]);

test.each([
  ['3 MΩ', 0.9955, []],
  ['1 MΩ', 0.9864, [[9, 'warning', 'coulombic_efficiency']]],
  ['300 kΩ', 0.9551, [[9, 'warning', 'coulombic_efficiency']]],
  ['100 kΩ', 0.8716, [[9, 'critical', 'coulombic_efficiency']]],
  ['30 kΩ', 0.6319, [[9, 'critical', 'coulombic_efficiency']]],
])('a shunt of %s in a cell that gave back everything', (_, efficiency, expected) => {
  expect(verdicts([...settled, cycle(9, efficiency)])).toEqual(expected);
});

test('what an alert says', () => {
  const { alerts } = fold([...settled, cycle(9, 0.8716)]);
  expect(alerts).toEqual([
    {
      cell_id: 'cell',
      rule: 'CE_DROP',
      test_id: 'test',
      record_index: 900,
      rule_version: 3,
      rules_version: '0',
      topic: 'cell.cycles',
      facts_version: 'f',
      revision: 1,
      retracted: false,
      status: 'firing',
      severity: 'critical',
      raised_at_unix_second: 180_000,
      changed_at_unix_second: 180_000,
      derived_cycle_count: 9,
      changed_cycle_count: 9,
      message: 'Cycle 9: coulombic efficiency 87.16 % is below 95.00 % (median of the last 5 quiet cycles 100.00 %).',
      evidence: {
        quantity: 'coulombic_efficiency',
        unit: '1',
        value: 0.8716,
        limit: 0.95,
        baseline: 1,
        regime: 'slow',
        first_record_index: 900,
        last_record_index: 999,
        chart: {
          x_quantity: 'derived_cycle_count',
          x: [4, 5, 6, 7, 8, 9],
          y: [1, 1, 1, 1, 1, 0.8716],
        },
      },
    },
  ]);
});

test('critical is 5 pp under the median where that is above 95 %, and 95 % elsewhere', () => {
  const high = life(0.8, 0.9, 0.95, 1.01, 1.01, 1.01);
  expect(verdicts([...high, cycle(7, 0.9599)])).toEqual([[7, 'critical', 'coulombic_efficiency']]);
  expect(verdicts([...high, cycle(7, 0.9601)])).toEqual([[7, 'warning', 'coulombic_efficiency']]);
  const low = life(0.8, 0.9, 0.95, 0.97, 0.97, 0.97);
  expect(verdicts([...low, cycle(7, 0.9499)])).toEqual([[7, 'critical', 'coulombic_efficiency']]);
  expect(verdicts([...low, cycle(7, 0.9501)])).toEqual([[7, 'warning', 'coulombic_efficiency']]);
});

test('a median above 100 % is an error of counters: what warns is missing of 100 %', () => {
  const high = life(0.8, 0.9, 0.95, 1.006, 1.006, 1.006);
  expect(verdicts([...high, cycle(7, 0.9901)])).toEqual([]);
  expect(verdicts([...high, cycle(7, 0.9899)])).toEqual([[7, 'warning', 'coulombic_efficiency']]);
});

test('a noisy cell widens its own limit: 4 × 1.4826 × MAD', () => {
  const noisy = life(0.8, 0.9, 0.95, 0.98, 0.985, 0.99, 0.995, 1);
  expect(verdicts([...noisy, cycle(9, 0.9604)])).toEqual([]);
  expect(verdicts([...noisy, cycle(9, 0.9603)])).toEqual([[9, 'warning', 'coulombic_efficiency']]);
});

test('3 MΩ: nothing at once, the cumulative sum finds it at the fourth cycle, and it ends when the sum is low again', () => {
  const leaking = [9, 10, 11, 12, 13].map((number) => cycle(number, 0.9955));
  const healed = Array.from({ length: 8 }, (_, index) => cycle(14 + index, 1));
  expect(verdicts([...settled, ...leaking, ...healed])).toEqual([
    [12, 'warning', 'coulombic_efficiency_cusum'],
    [19, 'cleared', 'coulombic_efficiency_cusum'],
  ]);
});

test('one bad cycle: it ends after three quiet ones, and the next is another', () => {
  const once = [...settled, cycle(9, 0.8), cycle(10, 1), cycle(11, 1)];
  expect(verdicts(once)).toHaveLength(1);
  expect(verdicts([...once, cycle(12, 1), cycle(13, 0.98)])).toEqual([
    [9, 'critical', 'coulombic_efficiency'],
    [12, 'cleared', 'coulombic_efficiency'],
    [13, 'warning', 'coulombic_efficiency'],
  ]);
});

test('a lasting short is one alert, and does not become the normal state', () => {
  const shorted = Array.from({ length: 60 }, (_, index) => cycle(9 + index, 0.9864));
  expect(verdicts([...settled, ...shorted, cycle(69, 0.93)])).toEqual([
    [9, 'warning', 'coulombic_efficiency'],
    [69, 'critical', 'coulombic_efficiency'],
  ]);
});

test('what is muted neither proves nor ends it', () => {
  const muted = Array.from({ length: 9 }, (_, index) => cycle(10 + index, 1, { purpose: 'check_up' }));
  expect(verdicts([...settled, cycle(9, 0.8), ...muted])).toHaveLength(1);
});

test('where edges rose too, the message says what else it may be', () => {
  const edge = (resistance_ohm: number) => ({ charging_edge: { resistance_ohm } }) as Partial<CycleSummary>;
  const before = settled.map((one) => ({ ...one, ...edge(70) }));
  expect(fold([...before, cycle(9, 0.8, edge(90))]).alerts[0].message).not.toMatch(/edges/);
  expect(fold([...before, cycle(9, 0.8, edge(140))]).alerts[0].message).toMatch(
    / The resistance at its current edges is 2\.00 times what it was: contact loss or a side reaction rather than a short, unless charging shows voltage dips\.$/,
  );
});

test('a lab that sets another limit gets another verdict; a rule that is off says nothing', () => {
  const cycles = [...settled, cycle(9, 0.9864)];
  const judge = (ceDrop: (typeof rules)['of']['CE_DROP']) =>
    evolveCycleRules(initialCycleRulesState(facts), cycles, {
      rules_version: 'r',
      of: { ...rules.of, CE_DROP: ceDrop },
    }).alerts;
  const { limits } = rules.of.CE_DROP;
  expect(judge({ enabled: true, limits: { ...limits, least_drop: 0.02 } })).toEqual([]);
  expect(judge({ enabled: true, limits: { ...limits, critical_efficiency: 0.99 } })).toMatchObject([
    { severity: 'critical', rules_version: 'r' },
  ]);
  expect(judge({ enabled: false, limits })).toEqual([]);
});

test('without a baseline only the 95 % stand', () => {
  const young = life(0.8, 0.9, 0.95, 1, 1);
  expect(verdicts([...young, cycle(6, 0.96)])).toEqual([]);
  expect(verdicts([...young, cycle(6, 0.94)])).toEqual([[6, 'critical', 'coulombic_efficiency']]);
});

describe('quiet', () => {
  test('initial efficiencies of a healthy cell', () => {
    expect(verdicts(life(0.757, 0.93, 0.945, 0.985, 0.985, 0.99, 0.992, 0.993))).toEqual([]);
  });

  test.each(['formation', 'check_up', 'pulses', 'titration'] as const)('a cycle that is %s', (purpose) => {
    const low = (over: Partial<CycleSummary>) => [...settled, cycle(9, 0.7, over), cycle(10, 1)];
    expect(verdicts(low({ purpose }))).toEqual([]);
    expect(verdicts(low({}))).toHaveLength(1);
  });

  test('two cycles after a regime change, and a baseline that does not cross it', () => {
    const fast = [9, 10, 11].map((number) => cycle(number, 0.96, { regime: 'fast' }));
    expect(verdicts([...settled, ...fast])).toEqual([]);
    const back = [12, 13, 14].map((number) => cycle(number, 0.9));
    expect(verdicts([...settled, ...fast, ...back])).toEqual([[14, 'critical', 'coulombic_efficiency']]);
  });

  test('coming back to a regime finds its baseline again', () => {
    const fast = [9, 10, 11].map((number) => cycle(number, 0.97, { regime: 'fast' }));
    const back = [12, 13].map((number) => cycle(number, 1));
    expect(verdicts([...settled, ...fast, ...back, cycle(14, 0.98)])).toEqual([
      [14, 'warning', 'coulombic_efficiency'],
    ]);
  });

  test.each([
    'counter_mismatch',
    'half_incomplete',
    'merged',
    'missing_records',
    'pulse_unresolved',
    'resumed',
    'sign_suspect',
  ] as const)('a cycle flagged %s, and it does not enter the baseline', (flag) => {
    const flagged = [4, 5, 6, 7].map((number) => cycle(number, 0.8, { flags: [flag] }));
    expect(verdicts([...life(0.8, 0.9, 0.95), ...flagged, cycle(8, 1), cycle(9, 1), cycle(10, 1)])).toEqual([]);
  });

  test('more than 101.5 % is an error of the data: no alert, no baseline', () => {
    const wrong = [9, 10, 11, 12, 13, 14].map((number) => cycle(number, 1.02));
    expect(verdicts([...settled, ...wrong, cycle(15, 1)])).toEqual([]);
    const { state } = fold([...settled, ...wrong]);
    expect(state.history.regimes[0].ce_drop!.ring.y).toEqual([1, 1, 1, 1, 1]);
  });

  test('no efficiency, no regime, an open cycle, a cycle under other facts', () => {
    const silent = [
      cycle(9, null),
      cycle(10, 0.5, { regime: null }),
      cycle(11, 0.5, { status: 'open' }),
      cycle(11, 0.5, { status: 'partial' }),
      cycle(11, 0.5, { facts_version: 'other' }),
    ];
    expect(verdicts([...settled, ...silent])).toEqual([]);
  });
});

describe('a charge that no longer reaches its limit', () => {
  const rates = { charging_c_rate: 0.3, discharging_c_rate: 0.3, charging_end_reason: 'voltage' } as const;
  const reaching = settled.map((one) => ({ ...one, ...rates }));
  const short = { ...rates, charging_end_reason: 'capacity', regime: 'to 4.01 V' } as const;

  test('at the same rates it is judged at once, by the regime that reached it, and recovers into it', () => {
    const healed = [11, 12, 13].map((number) => cycle(number, 1, rates));
    const cycles = [...reaching, cycle(9, 0.2215, short), cycle(10, 0.22, short), ...healed];
    expect(verdicts([...cycles, cycle(14, 0.98, rates)])).toEqual([
      [9, 'critical', 'coulombic_efficiency'],
      [13, 'cleared', 'coulombic_efficiency'],
      [14, 'warning', 'coulombic_efficiency'],
    ]);
  });

  test.each([
    ['at another rate', { ...short, charging_c_rate: 0.1 }],
    ['at rates that nobody declared', { ...short, discharging_c_rate: null }],
    ['but another one', { ...short, charging_end_reason: 'voltage' as const }],
  ])('%s it is another protocol: muted', (_, over) => {
    expect(verdicts([...reaching, cycle(9, 0.2215, over)])).toEqual([]);
  });

  test('where none ever did, a new regime is a new regime', () => {
    const never = reaching.map((one) => ({ ...one, charging_end_reason: 'time' as const }));
    expect(verdicts([...never, cycle(9, 0.2215, short)])).toEqual([]);
  });
});

describe('order', () => {
  const base = fold(settled).state;
  test.each([
    ['a repeat', cycle(8, 1)],
    ['a correction of the last', cycle(8, 0.9, { revision: 2 })],
    ['a correction of an earlier one', cycle(5, 0.9, { revision: 2 })],
    ['a dissolved one', cycle(6, 1, { revision: 2, retracted: true })],
    ['one that is open again', cycle(8, null, { revision: 2, status: 'open' })],
    ['an older test', cycle(3, 1, { test_id: 'older' })],
    ['one of an older test that lost its half', cycle(3, null, { test_id: 'older', status: 'partial', revision: 2 })],
  ])('%s: disordered, the state is as it was', (_, late) => {
    expect(fold([cycle(9, 0.8), late], base)).toEqual({ state: base, alerts: [], disordered: true });
  });

  test.each([
    ['a corrected cycle that was not seen before', cycle(9, 1, { revision: 3 })],
    ['the next test', cycle(9, 1, { test_id: 'next', first_record_index: 1 })],
    ['the next test begins with a partial cycle', cycle(0, null, { test_id: 'next', status: 'partial' })],
    ['a dissolved one that was never complete', cycle(9, 1, { revision: 2, retracted: true })],
  ])('%s: in order', (_, next) => {
    expect(fold([next], base).disordered).toBe(false);
  });
});

test('at most 8 regimes and 20 values are kept; the least recently used regime goes', () => {
  let number = 0;
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'a', 'i'];
  const cycles = names.flatMap((regime) => Array.from({ length: 30 }, () => cycle((number += 1), 0.99, { regime })));
  const { regimes } = fold(cycles).state.history;
  expect(regimes.map(({ regime }) => regime)).toEqual(['c', 'd', 'e', 'f', 'g', 'h', 'a', 'i']);
  expect(Math.max(...regimes.map(({ ce_drop }) => ce_drop!.ring.y.length))).toBe(20);
});

test('any splitting, and JSON in between, gives the same alerts and state byte for byte', () => {
  let raised = 0;
  let seed = 1;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  for (let round = 0; round < 300; round += 1) {
    const cycles = Array.from({ length: 60 }, (_, index) =>
      cycle(index + 1, random() < 0.1 ? null : 0.94 + 0.08 * random(), {
        regime: random() < 0.05 ? 'fast' : 'slow',
        flags: random() < 0.05 ? ['resumed'] : [],
        status: random() < 0.05 ? 'open' : 'complete',
      }),
    );
    const whole = fold(cycles);
    let state = initialCycleRulesState(facts);
    const alerts = [];
    for (let at = 0; at < cycles.length;) {
      const next = at + Math.floor(random() * 5);
      const evolved = fold(cycles.slice(at, next), state);
      alerts.push(...evolved.alerts);
      state = JSON.parse(JSON.stringify(evolved.state)) as CycleRulesState;
      at = next;
    }
    raised += whole.alerts.length;
    expect(JSON.stringify({ state, alerts })).toBe(JSON.stringify({ state: whole.state, alerts: whole.alerts }));
  }
  expect(raised).toBeGreaterThan(100);
});
