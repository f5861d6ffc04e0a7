import { encodeRecordBatch, topics, type RecordBatch } from '@cellwatch/events';
import type { Outgoing } from '@cellwatch/stream';
import type { Route } from '@cellwatch/timescale';

/** Parts batches into those that are their cell's, and those of tests that were moved, as messages under their new cell's name. */
export function sendOn(
  batches: readonly RecordBatch[],
  routes: readonly Route[],
): { here: readonly RecordBatch[]; elsewhere: Outgoing[] } {
  if (routes.length === 0) return { here: batches, elsewhere: [] };
  const destinations = new Map(routes.map((route) => [keyOf(route), route.to_cell_id]));
  const here: RecordBatch[] = [];
  const elsewhere: Outgoing[] = [];
  for (const batch of batches) {
    const cell_id = destinations.get(keyOf(batch));
    if (cell_id === undefined) here.push(batch);
    else elsewhere.push({ topic: topics.records, key: cell_id, value: encodeRecordBatch({ ...batch, cell_id }) });
  }
  return { here, elsewhere };
}

function keyOf({ cell_id, test_id }: { cell_id: string; test_id: string }): string {
  return JSON.stringify([cell_id, test_id]);
}
