import type { AlertRule, CellAlert, CellFacts, CycleSummary } from '@cellwatch/events';
import { evolveCycleRules } from '../cycle/evolve-cycle-rules.js';
import { initialCycleRulesState } from '../cycle/cycle-rules-state.js';
import { defaultRules } from '../default-rules.js';

const facts: CellFacts = { cell_id: 'cell', facts_version: 'f', system: 'full_cell' };

export function alertsOf(rule: AlertRule, cycles: readonly CycleSummary[]): CellAlert[] {
  const { alerts } = evolveCycleRules(initialCycleRulesState(facts), cycles, defaultRules());
  return alerts.filter((alert) => alert.rule === rule);
}

/** What was told of a rule: at which cycle, and how bad it is or what became of it. */
export function toldOf(rule: AlertRule, cycles: readonly CycleSummary[]): [number | null, string][] {
  return alertsOf(rule, cycles).map(({ changed_cycle_count, status, severity }) => [
    changed_cycle_count,
    status === 'firing' ? severity : status,
  ]);
}
