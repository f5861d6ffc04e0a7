import type { Reading } from '@cellwatch/cyclers';
import { encodeRecordBatch, encodeResult, topics } from '@cellwatch/events';
import type { Outgoing } from '@cellwatch/stream';

/** What a reader found, as messages; headers are for the caller and travel inside every batch. */
export function readingMessages(readings: readonly Reading[]): Outgoing[] {
  return readings.flatMap((reading) => {
    if (reading.kind === 'batch')
      return [{ topic: topics.records, key: reading.batch.cell_id, value: encodeRecordBatch(reading.batch) }];
    if (reading.kind === 'reject')
      return [{ topic: topics.rejects, key: reading.reject.cell_id, value: encodeResult(reading.reject) }];
    return [];
  });
}
