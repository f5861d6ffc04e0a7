import { z } from 'zod';
import { alertActionSchema } from './actions/alert-action-schema.js';
import { cellAlertSchema } from './cell-alert-schema.js';
import { cellFactsSchema } from './cell-facts-schema.js';
import { cycleSummarySchema } from './cycle-summary-schema.js';
import { cellSpectrumSchema } from './impedance/cell-spectrum-schema.js';
import { resistanceEstimateSchema } from './impedance/resistance-estimate-schema.js';
import { pulseResistanceSchema } from './pulses/pulse-resistance-schema.js';
import { quantities, stepTypes } from './quantities.js';
import { observationMessageSchema } from './observations/cell-observation-schema.js';
import { recordsPerMessage } from './record-batch.js';
import { rejectSchema } from './reject-schema.js';
import { testMoveSchema } from './test-move-schema.js';
import { partitionCount, topics } from './topics.js';

/** Every topic with its key and its message, as an AsyncAPI 3 document: made of the very schemas that parse, so it cannot drift. */
export function asyncapiDocument(): object {
  const messages = {
    RecordBatch: recordBatchMessage(),
    Reject: jsonMessage('What was received and could not be taken, with its bytes', rejectSchema),
    CellFacts: jsonMessage('What the lab knows of a cell and no record tells', cellFactsSchema),
    CellObservation: jsonMessage(
      'What a person measured of a cell by hand, or its retraction',
      observationMessageSchema,
    ),
    TestMove: jsonMessage('A test that was booked on the wrong cell, and where it belongs', testMoveSchema),
    CellSpectrum: jsonMessage('One impedance sweep of a cell, as it was measured', cellSpectrumSchema),
    CycleSummary: jsonMessage('One charge and the discharge paired with it', cycleSummarySchema),
    ResistanceEstimate: jsonMessage(
      'What one spectrum says, and where it stands in its series',
      resistanceEstimateSchema,
    ),
    PulseResistance: jsonMessage('What one current pulse says, at stated delays', pulseResistanceSchema),
    CellAlert: jsonMessage('A rule that fired, with its evidence', cellAlertSchema),
    AlertAction: jsonMessage(
      'What a person did with an alert, or a silence over many',
      alertActionSchema,
      actionKeySchema,
    ),
  };
  const channels = {
    records: channel(topics.records, 'RecordBatch', 'Records of cyclers as they come'),
    rejects: channel(topics.rejects, 'Reject', 'What ingest refused'),
    facts: channel(topics.facts, 'CellFacts', 'Facts as they are declared'),
    observations: channel(
      topics.observations,
      'CellObservation',
      'Observations as they are made, and as they are retracted',
    ),
    moves: channel(topics.moves, 'TestMove', 'Tests that are moved to the cell that they belong to'),
    spectra: channel(topics.spectra, 'CellSpectrum', 'Impedance sweeps as they come'),
    cycles: channel(topics.cycles, 'CycleSummary', 'Cycles as they close, and their corrections'),
    resistances: channel(
      topics.resistances,
      'ResistanceEstimate',
      'Resistances as they are fitted, and their corrections',
    ),
    pulses: channel(topics.pulses, 'PulseResistance', 'Pulses as they end, and their corrections'),
    alerts: channel(topics.alerts, 'CellAlert', 'Alerts as they are raised, and their corrections'),
    actions: channel(topics.actions, 'AlertAction', 'Acknowledgements, resolutions, silences and notes'),
  };
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Cellwatch',
      version: '0.1.0',
      description:
        'Cycler records come in, per-cycle results and alerts go out. Every message is keyed by cell_id, so that a cell’s messages ' +
        'are in order in one partition; a message that no reader can take goes to the topic’s dead letters, `<topic>.dead`.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    channels,
    operations: Object.fromEntries(
      Object.entries(channels).map(([name, { description }]) => [
        `receive_${name}`,
        { action: 'receive', channel: { $ref: `#/channels/${name}` }, summary: description },
      ]),
    ),
    components: { messages },
  };
}

function channel(address: string, message: string, description: string) {
  return {
    address,
    description,
    messages: { [message]: { $ref: `#/components/messages/${message}` } },
    bindings: { kafka: { topic: address, partitions: partitionCount } },
  };
}

function jsonMessage(summary: string, schema: z.ZodType, key: object = keySchema) {
  return {
    summary,
    contentType: 'application/json',
    payload: z.toJSONSchema(schema, { target: 'draft-7' }),
    bindings: { kafka: { key } },
  };
}

function recordBatchMessage() {
  return {
    summary: `1 to ${recordsPerMessage} records of one test, as columns of scaled integers`,
    description:
      'Protobuf, message cellwatch.RecordBatch of libs/events/wire/record-batch.proto. A column is known by its number; its ' +
      `physical value is the stored integer divided by the scale. step_type is one of ${stepTypes.map((type, code) => `${code} ${type}`).join(', ')}.`,
    contentType: 'application/x-protobuf',
    payload: { type: 'string', format: 'binary', 'x-columns': quantities },
    bindings: { kafka: { key: keySchema } },
  };
}

const actionKeySchema = {
  type: 'string',
  description: 'cell_id of its alert; `all cells` for what is of no single one',
};
const keySchema = { type: 'string', description: 'cell_id' };
