import { parseCycleSummary, topics, WireError, type CellAlert, type CycleSummary } from '@cellwatch/events';
import { evolveCycleRules, initialCycleRulesState, type CycleRulesState } from '@cellwatch/detection';
import { definitionVersion } from '@cellwatch/electrochem';
import type { Fold } from '@cellwatch/folding';
import { readPublishedAlerts, readCurrentCycles } from '@cellwatch/timescale';
import { alertKey } from './alert-key.js';
import { programRules, type RuleSource } from './rule-source.js';
import { versionOf } from './version-of.js';

/** All rules over cycles. */
export function cycleRulesFold({ rules_version, rulesOf }: RuleSource = programRules): Fold<
  CycleSummary[],
  CycleRulesState,
  CellAlert
> {
  return {
    reader: 'alerts.cycles',
    topic: topics.cycles,
    version: versionOf(topics.cycles, definitionVersion, rules_version),
    resultsTopic: topics.alerts,
    // A cell that was once corrected publishes under a higher revision ever after; to the rule only the order of cycles counts.
    decode: (value) => [parseCycleSummary(value)].map((cycle) => (cycle.retracted ? cycle : { ...cycle, revision: 1 })),
    isBad: (error) => error instanceof WireError,
    cell: ([cycle]) => cycle.cell_id,
    initial: initialCycleRulesState,
    evolve(state, published) {
      // During a change of definition the topic has a cycle once under each: these rules judge those of their own program's alone.
      const cycles = published.filter(({ definition_version }) => definition_version === definitionVersion);
      // Cycles computed with other facts: only the table says which are current.
      if (cycles.some((cycle) => cycle.facts_version !== state.facts.facts_version))
        return { state, results: [], disordered: true };
      const { alerts: results, ...evolved } = evolveCycleRules(state, cycles, rulesOf(state.facts));
      return { ...evolved, results };
    },
    async *stored(client, { cell_id, facts_version }) {
      const cycles = await readCurrentCycles(client, cell_id, definitionVersion, facts_version);
      // To the rules a refold is a first telling: what was corrected is in order now.
      yield cycles.filter((cycle) => !cycle.retracted).map((cycle) => ({ ...cycle, revision: 1 }));
    },
    storedMaySettle: true,
    published: (client, { cell_id, facts_version }) =>
      readPublishedAlerts(client, cell_id, topics.cycles, facts_version),
    key: alertKey,
  };
}
