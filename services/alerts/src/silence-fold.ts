import { evolveSilence, initialSilenceState, tickSilence, type SilenceState } from '@cellwatch/detection';
import { decodeRecordBatch, topics, WireError, type CellAlert, type RecordBatch } from '@cellwatch/events';
import type { Fold } from '@cellwatch/folding';
import { readCellRecords, readPublishedAlerts } from '@cellwatch/timescale';
import { alertKey } from './alert-key.js';
import { programRules, type RuleSource } from './rule-source.js';
import { versionOf } from './version-of.js';

/** Of the shape of its state. */
const stateVersion = 1;

/** SILENCE over records and ticks. `since_unix_second` is when this installation first ran. */
export function silenceFold(
  since_unix_second: number,
  { rules_version, rulesOf }: RuleSource = programRules,
): Fold<RecordBatch, SilenceState, CellAlert> {
  return {
    reader: 'alerts.silence',
    topic: topics.records,
    version: versionOf('ticks', stateVersion, rules_version),
    resultsTopic: topics.alerts,
    decode: decodeRecordBatch,
    isBad: (error) => error instanceof WireError,
    cell: (batch) => batch.cell_id,
    test: (batch) => batch.test_id,
    initial: initialSilenceState,
    evolve(state, batch) {
      const { alerts: results, ...evolved } = evolveSilence(state, batch, rulesOf(state.facts), since_unix_second);
      return { ...evolved, results };
    },
    ticked(state, unix_second, before) {
      const { alerts: results, state: ticked } = tickSilence(
        state,
        unix_second,
        rulesOf(state.facts),
        since_unix_second,
        before,
      );
      return { state: ticked, results };
    },
    stored: (client, { cell_id }) => readCellRecords(client, cell_id),
    published: (client, { cell_id, facts_version }) => readPublishedAlerts(client, cell_id, 'ticks', facts_version),
    key: alertKey,
  };
}
