import { decodeRecordBatch, topics, WireError, type CellAlert, type RecordBatch } from '@cellwatch/events';
import {
  evolveOvercharge,
  initialOverchargeState,
  overchargeVersion,
  type OverchargeState,
} from '@cellwatch/detection';
import { definitionVersion } from '@cellwatch/electrochem';
import type { Fold } from '@cellwatch/folding';
import { readCellRecords, readPublishedAlerts } from '@cellwatch/timescale';
import { alertKey } from './alert-key.js';

export const overchargeFold: Fold<RecordBatch, OverchargeState, CellAlert> = {
  reader: 'alerts.records',
  topic: topics.records,
  version: `${overchargeVersion} of ${definitionVersion}`,
  resultsTopic: topics.alerts,
  decode: decodeRecordBatch,
  isBad: (error) => error instanceof WireError,
  cell: (batch) => batch.cell_id,
  test: (batch) => batch.test_id,
  initial: initialOverchargeState,
  evolve(state, batch) {
    const { state: next, alerts, disordered } = evolveOvercharge(state, batch);
    return { state: next, results: alerts, disordered };
  },
  stored: (client, { cell_id }) => readCellRecords(client, cell_id),
  published: (client, { cell_id, facts_version }) =>
    readPublishedAlerts(client, cell_id, topics.records, facts_version),
  key: alertKey,
};
