import {
  evolveRecordRules,
  initialRecordRulesState,
  recordRules,
  type CellRules,
  type RecordRulesState,
} from '@cellwatch/detection';
import { definitionVersion } from '@cellwatch/electrochem';
import {
  decodeRecordBatch,
  topics,
  WireError,
  type CellAlert,
  type CellFacts,
  type RecordBatch,
} from '@cellwatch/events';
import type { Fold } from '@cellwatch/folding';
import { readCellRecords, readPublishedAlerts } from '@cellwatch/timescale';
import { alertKey } from './alert-key.js';

const rulesVersion = recordRules.map(({ code, version }) => `${code} ${version}`).join(', ');

/**
 * Every rule over records, in one pass. `rulesOf` tells which limits are in force for a cell, by its facts alone; `rules_version` is
 * that of the set it tells from: another set folds every cell again.
 */
export function recordsFold(
  rulesOf: (facts: CellFacts) => CellRules,
  rules_version: string,
): Fold<RecordBatch, RecordRulesState, CellAlert> {
  return {
    reader: 'alerts.records',
    topic: topics.records,
    version: `${rulesVersion} of ${definitionVersion}, limits ${rules_version}`,
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
