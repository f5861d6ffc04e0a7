import type { CycleSummary } from '@cellwatch/events';
import { initialCycleRulesState } from '../cycle/cycle-rules-state.js';
import { evolveCycleRules } from '../cycle/evolve-cycle-rules.js';
import { defaultRules } from '../default-rules.js';
import { cellRules } from '../rule-set/cell-rules.js';
import { declareRuleSet } from '../rule-set/declare-rule-set.js';
import { testCycle } from '../spec-support/test-cycle.js';
import { backtestCell } from './backtest-cell.js';
import { compareBacktests } from './compare-backtests.js';

const facts = { cell_id: 'cell', facts_version: 'f' };
/** 3 % are lost from cycle 20 to 24, 1.5 % in cycle 40. */
const cycles: CycleSummary[] = Array.from({ length: 60 }, (_, at) => {
  const low = at + 1 >= 20 && at + 1 < 25 ? 0.03 : at + 1 === 40 ? 0.015 : 0;
  return testCycle(at + 1, { coulombic_efficiency: 0.999 - low });
});
const judged = (declared?: unknown) =>
  backtestCell({ facts, cycles }, declared ? cellRules(declareRuleSet(declared), facts) : defaultRules());

test('a table of cycles gives what the live fold tells, episode by episode', () => {
  const { alerts, cycles: count, records } = judged();
  const live = evolveCycleRules(initialCycleRulesState(facts), cycles, defaultRules()).alerts;
  expect([count, records]).toEqual([60, 0]);
  expect(
    alerts.map(({ alert, told }) => [alert.derived_cycle_count, alert.status, told.map((step) => step.status)]),
  ).toEqual([
    [20, 'cleared', ['firing', 'cleared']],
    [40, 'cleared', ['firing', 'cleared']],
  ]);
  expect(alerts.map(({ alert }) => alert)).toEqual(live.filter(({ status }) => status === 'cleared'));
});

test('order of what is given does not matter; open, withdrawn and corrected cycles count as live', () => {
  const last = cycles[59];
  const given = [
    ...[...cycles].reverse(),
    { ...last, status: 'open' as const, first_record_index: 9_000, derived_cycle_count: 61, coulombic_efficiency: 0.1 },
    { ...last, retracted: true, first_record_index: 9_100, derived_cycle_count: 62, coulombic_efficiency: 0.1 },
  ];
  expect(backtestCell({ facts, cycles: given }, defaultRules())).toEqual(judged());
});

test('other limits: what is new, what is gone, what is of another severity', () => {
  const usual = judged();
  const strict = judged({ rules: { CE_DROP: { critical_drop: '2 %', critical_efficiency: '60 %' } } });
  const lax = judged({ rules: { CE_DROP: { least_drop: '2 %' } } });
  expect(compareBacktests(usual, usual)).toEqual({ new: [], gone: [], changed: [] });
  const worse = compareBacktests(usual, strict);
  expect(worse.changed.map(({ before, after }) => [before.alert.severity, after.alert.severity])).toEqual([
    ['warning', 'critical'],
  ]);
  expect(compareBacktests(usual, lax).gone.map(({ alert }) => alert.derived_cycle_count)).toContain(40);
  expect(compareBacktests(lax, usual).new.map(({ alert }) => alert.derived_cycle_count)).toContain(40);
});

test('a rule that is off tells nothing', () => expect(judged({ rules: { CE_DROP: false } }).alerts).toEqual([]));
