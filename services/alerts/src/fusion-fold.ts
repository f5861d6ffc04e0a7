import { parseCellAlert, topics, WireError, type CellAlert } from '@cellwatch/events';
import { evolveFusion, initialFusionState, isFused, type FusionState } from '@cellwatch/detection';
import type { Fold } from '@cellwatch/folding';
import { readCellAlerts, readPublishedAlerts } from '@cellwatch/timescale';
import { alertKey } from './alert-key.js';
import { programRules, type RuleSource } from './rule-source.js';
import { versionOf } from './version-of.js';

/** Joins the signs that the other readers find to soft shorts; its own it passes over. */
export function fusionFold({ rules_version, rulesOf }: RuleSource = programRules): Fold<
  CellAlert[],
  FusionState,
  CellAlert
> {
  return {
    reader: 'alerts.fusion',
    topic: topics.alerts,
    version: versionOf(topics.alerts, 1, rules_version),
    resultsTopic: topics.alerts,
    decode: (value) => [parseCellAlert(value)],
    isBad: (error) => error instanceof WireError,
    cell: ([alert]) => alert.cell_id,
    initial: initialFusionState,
    evolve(state, published) {
      const signs = published.filter(({ rule }) => isFused(rule));
      // Found under other facts: only the table says which are current.
      if (signs.some(({ facts_version }) => facts_version !== state.facts.facts_version))
        return { state, results: [], disordered: true };
      const { alerts: results, ...evolved } = evolveFusion(state, signs, rulesOf(state.facts));
      return { ...evolved, results };
    },
    async *stored(client, { cell_id, facts_version }) {
      yield (await readCellAlerts(client, cell_id, facts_version)).filter(({ rule }) => isFused(rule));
    },
    published: (client, { cell_id, facts_version }) =>
      readPublishedAlerts(client, cell_id, topics.alerts, facts_version),
    key: alertKey,
  };
}
