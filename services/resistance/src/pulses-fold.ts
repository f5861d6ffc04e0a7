import { definitionVersion, evolvePulses, initialPulsesState, type PulsesState } from '@cellwatch/electrochem';
import { decodeRecordBatch, topics, WireError, type PulseResistance, type RecordBatch } from '@cellwatch/events';
import type { Fold } from '@cellwatch/folding';
import { readCellRecords, readPublishedPulses } from '@cellwatch/timescale';

/** Records of a cell into the resistances of its pulses. Edges of cycles are told by the cycles, and never here. */
export const pulsesFold: Fold<RecordBatch, PulsesState, PulseResistance> = {
  reader: 'resistance.records',
  topic: topics.records,
  version: String(definitionVersion),
  resultsTopic: topics.pulses,
  decode: decodeRecordBatch,
  isBad: (error) => error instanceof WireError,
  cell: (batch) => batch.cell_id,
  test: (batch) => batch.test_id,
  initial: initialPulsesState,
  evolve(state, batch) {
    const { state: next, pulses, disordered } = evolvePulses(state, batch);
    return { state: next, results: pulses, disordered };
  },
  stored: (client, { cell_id }) => readCellRecords(client, cell_id),
  published: (client, { cell_id, facts_version }) =>
    readPublishedPulses(client, cell_id, definitionVersion, facts_version),
  key: ({ cell_id, test_id, first_record_index }) => `${cell_id} ${test_id} ${first_record_index}`,
};
