import * as door from './index.js';

test('the face of the room', () => {
  expect(Object.keys(door).sort()).toEqual([
    'FencedError',
    'OutageError',
    'RethrowFilter',
    'StreamStrategy',
    'buryMessage',
    'openKafkaStream',
    'openPostgresStream',
    'openStream',
  ]);
});
