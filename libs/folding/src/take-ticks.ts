import { advancePositions, inTransaction, readTicks, saveCheckpoints } from '@cellwatch/timescale';
import { FencedError } from '@cellwatch/stream';
import { checkpointOf } from './checkpoint.js';
import type { FoldedCell } from './cell.js';
import type { Result } from './fold.js';
import type { FoldParts } from './fold-parts.js';
import type { FoldReader } from './fold-reader.js';
import type { HeldPartition } from './held-partition.js';
import { resultMessage } from './result-message.js';
import { saveAll } from './save.js';

/**
 * Shows every cell the latest tick of its partition, once this reader has folded all that was published before it: so a backlog
 * is no silence. Results first, then the checkpoints of the cells that gave any.
 */
export function tickTaker<Input, State, R extends Result>(
  parts: FoldParts<Input, State, R>,
  reader: FoldReader<State>,
): () => Promise<void> {
  const { stream, pool, fold } = parts;
  const taken = new WeakMap<HeldPartition<State>, number>();

  async function take(partition: HeldPartition<State>, unix_second: number): Promise<void> {
    // So that nothing but this moves the position meanwhile.
    await saveAll(parts, partition);
    const results: R[] = [];
    const changed = new Map<FoldedCell<State>, State>();
    for (const cell of partition.cells.values()) {
      // Who is folded again from the tables sees the tick there.
      if (cell.dirty !== null || cell.stalled !== null) continue;
      const ticked = fold.ticked!(cell.state, unix_second);
      if (ticked.results.length === 0) {
        cell.state = ticked.state;
        continue;
      }
      changed.set(cell, ticked.state);
      for (const result of ticked.results) results.push({ ...result, revision: cell.revision });
    }
    if (changed.size > 0) {
      await stream.publish(results.map((result) => resultMessage(fold.resultsTopic, result)));
      await inTransaction(pool, async (client) => {
        const { next } = partition;
        const still = { topic: fold.topic, partition: partition.partition, expected: next, next };
        if (!(await advancePositions(client, fold.reader, [still])))
          throw new FencedError(`${fold.reader}: another member has moved ${fold.topic}/${partition.partition}`);
        const checkpoints = [...changed].map(([cell, state]) =>
          checkpointOf({ ...cell, state }, partition.partition, fold),
        );
        await saveCheckpoints(client, fold.reader, checkpoints);
      });
      for (const [cell, state] of changed) cell.state = state;
    }
    taken.set(partition, unix_second);
  }

  return async () => {
    if (!fold.ticked || reader.held.size === 0) return;
    const isDue = (partition: HeldPartition<State>, unix_second: number, records_end: number) =>
      partition.folded >= records_end && unix_second > (taken.get(partition) ?? -Infinity);
    for (const { partition: number, unix_second, records_end } of await readTicks(pool)) {
      const partition = reader.held.get(number);
      if (!partition || !isDue(partition, unix_second, records_end)) continue;
      await partition.alone(async () => {
        if (reader.held.get(number) === partition) await take(partition, unix_second);
      });
    }
  };
}
