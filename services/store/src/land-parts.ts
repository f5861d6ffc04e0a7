import { FencedError } from '@cellwatch/stream';
import {
  advancePositions,
  inTransaction,
  landActions,
  landAlerts,
  landCycles,
  landDeadLetters,
  landFacts,
  landMoves,
  landObservations,
  landPulses,
  landRecords,
  landRejects,
  landResistances,
  landSpectra,
  lockBookings,
  readRoutes,
} from '@cellwatch/timescale';
import { valuesOf } from './item.js';
import type { LandingParts } from './landing-parts.js';
import type { Part } from './part.js';
import { sendOn } from './send-on.js';

/**
 * Lands parts of different partitions in one transaction, with all their positions. Records of a test that was moved are not
 * landed but sent on under the name of its new cell, before the positions move: a crash in between sends them once more.
 * Throws FencedError when any position has moved.
 */
export async function landParts({ stream, pool }: LandingParts, parts: readonly Part[]): Promise<void> {
  const items = parts.flatMap(({ messages }) => messages.map(({ item }) => item));
  const moves = valuesOf(items, 'move');
  await inTransaction(pool, async (client) => {
    if (!(await advancePositions(client, 'store', parts))) {
      const places = parts.map(({ topic, partition, expected }) => `${topic}/${partition}@${expected}`);
      throw new FencedError(`store: another member has moved one of ${places.join(', ')}`);
    }
    await lockBookings(client, { alone: moves.length > 0 });
    await landFacts(client, valuesOf(items, 'facts'));
    await landObservations(client, valuesOf(items, 'observation'));
    await landMoves(client, moves);
    const records = valuesOf(items, 'records');
    const { here, elsewhere } = sendOn(records, await readRoutes(client, records));
    await landRecords(client, here);
    await landSpectra(client, valuesOf(items, 'spectrum'));
    await landCycles(client, valuesOf(items, 'cycle'));
    await landResistances(client, valuesOf(items, 'resistance'));
    await landPulses(client, valuesOf(items, 'pulse'));
    await landActions(client, valuesOf(items, 'action'));
    await landAlerts(client, valuesOf(items, 'alert'));
    await landRejects(client, valuesOf(items, 'reject'));
    await landDeadLetters(client, valuesOf(items, 'dead_letter'));
    if (elsewhere.length > 0) await stream.publish(elsewhere);
  });
}
