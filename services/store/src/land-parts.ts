import { FencedError } from '@cellwatch/stream';
import {
  advancePositions,
  inTransaction,
  landAlerts,
  landCycles,
  landDeadLetters,
  landFacts,
  landObservations,
  landRecords,
  landRejects,
  type Pool,
} from '@cellwatch/timescale';
import { valuesOf } from './item.js';
import type { Part } from './part.js';

/** Lands parts of different partitions in one transaction, with all their positions. Throws FencedError when any has moved. */
export async function landParts(pool: Pool, parts: readonly Part[]): Promise<void> {
  const items = parts.flatMap(({ messages }) => messages.map(({ item }) => item));
  await inTransaction(pool, async (client) => {
    if (!(await advancePositions(client, 'store', parts))) {
      const places = parts.map(({ topic, partition, expected }) => `${topic}/${partition}@${expected}`);
      throw new FencedError(`store: another member has moved one of ${places.join(', ')}`);
    }
    await landFacts(client, valuesOf(items, 'facts'));
    await landObservations(client, valuesOf(items, 'observation'));
    await landRecords(client, valuesOf(items, 'records'));
    await landCycles(client, valuesOf(items, 'cycle'));
    await landAlerts(client, valuesOf(items, 'alert'));
    await landRejects(client, valuesOf(items, 'reject'));
    await landDeadLetters(client, valuesOf(items, 'dead_letter'));
  });
}
