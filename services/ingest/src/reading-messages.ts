import type { Reading } from '@cellwatch/cyclers';
import { encodeRecordBatch, encodeResult, topics } from '@cellwatch/events';
import type { Outgoing } from '@cellwatch/stream';

/** What a reader found, as messages. */
export function readingMessages(readings: readonly Reading[]): Outgoing[] {
  return readings.flatMap((reading): Outgoing[] => {
    if (reading.kind === 'batch')
      return [{ topic: topics.records, key: reading.batch.cell_id, value: encodeRecordBatch(reading.batch) }];
    if (reading.kind === 'reject')
      return [{ topic: topics.rejects, key: reading.reject.cell_id, value: encodeResult(reading.reject) }];
    return [];
  });
}
