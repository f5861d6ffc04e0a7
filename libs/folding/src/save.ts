import { FencedError } from '@cellwatch/stream';
import { advancePositions, inTransaction, saveCheckpoints } from '@cellwatch/timescale';
import { checkpointOf } from './checkpoint.js';
import type { Result } from './fold.js';
import type { FoldParts } from './fold-parts.js';
import { nextSave, type HeldPartition } from './held-partition.js';
import { resultMessage } from './result-message.js';

/**
 * Begins to commit the position and the checkpoints of all cells touched since the last time, as they are at this moment: what
 * is folded while the transaction runs waits for the next one. Every result that they know must be published.
 */
export function beginSave<Input, State, R extends Result>(
  parts: FoldParts<Input, State, R>,
  partition: HeldPartition<State>,
): void {
  const { pool, fold } = parts;
  const { next: expected, folded: next } = partition;
  const checkpoints = [...partition.touched].map((cell_id) =>
    checkpointOf(partition.cells.get(cell_id)!, partition.partition, fold),
  );
  partition.touched.clear();
  partition.due_at_ms = nextSave(partition.partition, checkpoints.length);
  const saving = inTransaction(pool, async (client) => {
    const move = { topic: fold.topic, partition: partition.partition, expected, next };
    if (!(await advancePositions(client, fold.reader, [move])))
      throw new FencedError(`${fold.reader}: another member has moved ${fold.topic}/${partition.partition}`);
    await saveCheckpoints(client, fold.reader, checkpoints);
  }).then(() => {
    partition.next = next;
    partition.saving = null;
  });
  saving.catch((error: unknown) => (partition.failure = { error }));
  partition.saving = saving;
}

/** Publishes what was held back and commits all that was folded. Afterwards nothing of the partition is in memory alone. */
export async function saveAll<Input, State, R extends Result>(
  parts: FoldParts<Input, State, R>,
  partition: HeldPartition<State>,
): Promise<void> {
  await partition.saving;
  if (partition.gone || partition.folded === partition.next) return;
  const held = [...partition.provisional.values()];
  if (held.length > 0) await parts.stream.publish(held.map((result) => resultMessage(parts.fold.resultsTopic, result)));
  if (partition.gone) throw new FencedError(`${parts.fold.reader} lost ${parts.fold.topic}/${partition.partition}`);
  partition.provisional.clear();
  beginSave(parts, partition);
  await partition.saving;
}
