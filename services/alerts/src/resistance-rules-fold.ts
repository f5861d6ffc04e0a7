import { parseResistanceEstimate, topics, WireError, type CellAlert, type ResistanceEstimate } from '@cellwatch/events';
import {
  evolveResistanceRules,
  initialResistanceRulesState,
  inOrderOfSpectra,
  type ResistanceRulesState,
} from '@cellwatch/detection';
import type { Fold } from '@cellwatch/folding';
import { definitionVersion } from '@cellwatch/impedance';
import { readPublishedAlerts, readPublishedResistances } from '@cellwatch/timescale';
import { alertKey } from './alert-key.js';
import { programRules, type RuleSource } from './rule-source.js';
import { versionOf } from './version-of.js';

/** All rules over impedance spectra. */
export function resistanceRulesFold({ rules_version, rulesOf }: RuleSource = programRules): Fold<
  ResistanceEstimate[],
  ResistanceRulesState,
  CellAlert
> {
  return {
    reader: 'alerts.resistances',
    topic: topics.resistances,
    version: versionOf(topics.resistances, definitionVersion, rules_version),
    resultsTopic: topics.alerts,
    decode: (value) => [parseResistanceEstimate(value)],
    isBad: (error) => error instanceof WireError,
    cell: ([estimate]) => estimate.cell_id,
    initial: initialResistanceRulesState,
    evolve(state, published) {
      // During a change of definition the topic has a spectrum once under each: these rules judge those of their own program's alone.
      const estimates = published.filter(({ definition_version }) => definition_version === definitionVersion);
      // Estimated under other facts: only the table says which are current.
      if (estimates.some((estimate) => estimate.facts_version !== state.facts.facts_version))
        return { state, results: [], disordered: true };
      const { alerts: results, ...evolved } = evolveResistanceRules(state, estimates, rulesOf(state.facts));
      return { ...evolved, results };
    },
    async *stored(client, { cell_id, facts_version }) {
      const estimates = await readPublishedResistances(client, cell_id, definitionVersion, facts_version);
      yield inOrderOfSpectra(estimates.filter(({ retracted }) => !retracted));
    },
    storedMaySettle: true,
    published: (client, { cell_id, facts_version }) =>
      readPublishedAlerts(client, cell_id, topics.resistances, facts_version),
    key: alertKey,
  };
}
