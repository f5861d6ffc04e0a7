import { parseCycleSummary, topics, WireError, type CellAlert, type CycleSummary } from '@cellwatch/events';
import { ceDropVersion, evolveCeDrop, initialCeDropState, type CeDropState } from '@cellwatch/detection';
import { definitionVersion } from '@cellwatch/electrochem';
import type { Fold } from '@cellwatch/folding';
import { readPublishedAlerts, readCurrentCycles } from '@cellwatch/timescale';
import { alertKey } from './alert-key.js';

interface State {
  facts_version: string;
  rule: CeDropState;
}

export const ceDropFold: Fold<CycleSummary[], State, CellAlert> = {
  reader: 'alerts.cycles',
  topic: topics.cycles,
  version: `${ceDropVersion} of ${definitionVersion}`,
  resultsTopic: topics.alerts,
  // A cell that was once corrected publishes under a higher revision ever after; to the rule only the order of cycles counts.
  decode: (value) => [parseCycleSummary(value)].map((cycle) => (cycle.retracted ? cycle : { ...cycle, revision: 1 })),
  isBad: (error) => error instanceof WireError,
  cell: ([cycle]) => cycle.cell_id,
  initial: (facts) => ({ facts_version: facts.facts_version, rule: initialCeDropState(facts) }),
  evolve(state, published) {
    // During a change of definition the topic has a cycle once under each: this rule judges those of its own program's alone.
    const cycles = published.filter(({ definition_version }) => definition_version === definitionVersion);
    // Cycles computed with other facts: only the table says which are current.
    if (cycles.some((cycle) => cycle.facts_version !== state.facts_version))
      return { state, results: [], disordered: true };
    const { state: rule, alerts, disordered } = evolveCeDrop(state.rule, cycles);
    return { state: { ...state, rule }, results: alerts, disordered };
  },
  async *stored(client, { cell_id, facts_version }) {
    const cycles = await readCurrentCycles(client, cell_id, definitionVersion, facts_version);
    // To the rule a refold is a first telling: what was corrected is in order now.
    yield cycles.filter((cycle) => !cycle.retracted).map((cycle) => ({ ...cycle, revision: 1 }));
  },
  storedMaySettle: true,
  published: (client, { cell_id, facts_version }) => readPublishedAlerts(client, cell_id, topics.cycles, facts_version),
  key: alertKey,
};
