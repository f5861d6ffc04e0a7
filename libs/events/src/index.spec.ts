import * as events from './index.js';

test('the one door opens on purpose', () => {
  expect(Object.keys(events).sort()).toEqual([
    'WireError',
    'asyncapiDocument',
    'cycleFlags',
    'deadLetterTopic',
    'declareFacts',
    'decodeRecordBatch',
    'encodeRecordBatch',
    'encodeResult',
    'noFacts',
    'parseCellAlert',
    'parseCellFacts',
    'parseCycleSummary',
    'parseReject',
    'parseTestMove',
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
  ]);
});
