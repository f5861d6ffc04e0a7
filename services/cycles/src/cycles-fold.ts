import { definitionVersion, evolveCycling, initialCyclingState, type CyclingState } from '@cellwatch/electrochem';
import { decodeRecordBatch, topics, WireError, type CycleSummary, type RecordBatch } from '@cellwatch/events';
import type { Fold } from '@cellwatch/folding';
import { readCellRecords, readCurrentCycles } from '@cellwatch/timescale';

export const cyclesFold: Fold<RecordBatch, CyclingState, CycleSummary> = {
  reader: 'cycles',
  topic: topics.records,
  version: String(definitionVersion),
  resultsTopic: topics.cycles,
  decode: decodeRecordBatch,
  isBad: (error) => error instanceof WireError,
  cell: (batch) => batch.cell_id,
  test: (batch) => batch.test_id,
  initial: initialCyclingState,
  evolve(state, batch) {
    const evolved = evolveCycling(state, batch);
    return { state: evolved.state, results: evolved.cycles, disordered: evolved.disordered };
  },
  isProvisional: ({ status, retracted }) => status === 'open' && !retracted,
  stored: (client, { cell_id }) => readCellRecords(client, cell_id),
  published: (client, { cell_id, facts_version }) =>
    readCurrentCycles(client, cell_id, definitionVersion, facts_version),
  key: (cycle) => `${cycle.cell_id} ${cycle.test_id} ${cycle.first_record_index}`,
};
