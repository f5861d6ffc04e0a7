import * as events from './index.js';

test('the one door opens on purpose', () => {
  expect(Object.keys(events).sort()).toEqual([
    'DeclarationError',
    'WireError',
    'asyncapiDocument',
    'cycleFlags',
    'deadLetterTopic',
    'declareFacts',
    'declareObservation',
    'decodeRecordBatch',
    'encodeRecordBatch',
    'encodeResult',
    'knownObservations',
    'noFacts',
    'parseCellAlert',
    'parseCellFacts',
    'parseCellObservation',
    'parseCycleSummary',
    'parseReject',
    'partitionCount',
    'partitionOf',
    'quantise',
    'quantities',
    'quantityNames',
    'recordsPerMessage',
    'sliceBatch',
    'stepTypes',
    'toStored',
    'topics',
    'warnings',
  ]);
});
