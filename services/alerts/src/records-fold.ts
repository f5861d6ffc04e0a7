import { evolveRecordRules, initialRecordRulesState, type RecordRulesState } from '@cellwatch/detection';
import { definitionVersion } from '@cellwatch/electrochem';
import { decodeRecordBatch, topics, WireError, type CellAlert, type RecordBatch } from '@cellwatch/events';
import type { Fold } from '@cellwatch/folding';
import { readCellRecords, readPublishedAlerts } from '@cellwatch/timescale';
import { alertKey } from './alert-key.js';
import { programRules, type RuleSource } from './rule-source.js';
import { versionOf } from './version-of.js';

/** Every rule over records, in one pass; another set of rules folds every cell again. */
export function recordsFold({ rules_version, rulesOf }: RuleSource = programRules): Fold<
  RecordBatch,
  RecordRulesState,
  CellAlert
> {
  return {
    reader: 'alerts.records',
    topic: topics.records,
    version: versionOf(topics.records, definitionVersion, rules_version),
    resultsTopic: topics.alerts,
    decode: decodeRecordBatch,
    isBad: (error) => error instanceof WireError,
    cell: (batch) => batch.cell_id,
    test: (batch) => batch.test_id,
    initial: initialRecordRulesState,
    evolve(state, batch) {
      const { state: next, alerts, disordered } = evolveRecordRules(state, batch, rulesOf(state.cycling.facts));
      return { state: next, results: alerts, disordered };
    },
    stored: (client, { cell_id }) => readCellRecords(client, cell_id),
    published: (client, { cell_id, facts_version }) =>
      readPublishedAlerts(client, cell_id, topics.records, facts_version),
    key: alertKey,
  };
}
