import { FencedError, type Reader, type Slice, type TopicPartition } from '@cellwatch/stream';
import {
  advancePositions,
  claimPositions,
  inTransaction,
  loadCheckpoints,
  readFacts,
  readMovedTests,
  saveCheckpoints,
} from '@cellwatch/timescale';
import { checkpointOf, cellOf } from './checkpoint.js';
import type { FoldedCell } from './cell.js';
import { emptyCell } from './empty-cell.js';
import type { Result } from './fold.js';
import type { FoldParts } from './fold-parts.js';
import { heldPartition, type HeldPartition } from './held-partition.js';
import { readInput } from './read-input.js';
import { resultMessage } from './result-message.js';
import { tellOutage } from './tell-outage.js';
import { takeMessage } from './take-message.js';

export interface FoldReader<State> extends Reader {
  held: ReadonlyMap<number, HeldPartition<State>>;
}

/**
 * Runs a fold over its topic: loads state where a partition is gained, folds slices in passing, publishes results first and
 * then moves position and checkpoints in one transaction. A crash between the two publishes the same results again.
 */
export function foldReader<Input, State, R extends Result>(parts: FoldParts<Input, State, R>): FoldReader<State> {
  const { stream, pool, fold } = parts;
  const held = new Map<number, HeldPartition<State>>();

  async function start(gained: readonly TopicPartition[]): Promise<number[]> {
    const next = await inTransaction(pool, (client) => claimPositions(client, fold.reader, [...gained]));
    const checkpoints = await loadCheckpoints(
      pool,
      fold.reader,
      gained.map(({ partition }) => partition),
    );
    const moved = await readMovedTests(
      pool,
      checkpoints.map(({ cell_id }) => cell_id),
    );
    gained.forEach(({ partition }, index) => held.set(partition, heldPartition(partition, next[index])));
    for (const checkpoint of checkpoints) {
      const cell = cellOf(checkpoint, moved.get(checkpoint.cell_id) ?? new Set(), fold);
      held.get(checkpoint.partition)?.cells.set(cell.cell_id, cell);
    }
    return next;
  }

  async function handle(slice: Slice): Promise<void> {
    const partition = held.get(slice.partition);
    if (!partition) throw new FencedError(`${fold.reader} does not hold ${slice.topic}/${slice.partition}`);
    await partition.alone(async () => {
      try {
        await foldSlice(partition, slice);
      } catch (error) {
        // What is in memory is ahead of what is committed: only `start` can load it right again.
        if (held.get(slice.partition) === partition) held.delete(slice.partition);
        throw error;
      }
    });
  }

  async function foldSlice(partition: HeldPartition<State>, slice: Slice): Promise<void> {
    // What is prepared takes long.
    const pace = fold.prepare ? 4 : 64;
    const touched = new Set<FoldedCell<State>>();
    const results = new Map<string, R>();
    for (const [index, message] of slice.messages.entries()) {
      if (slice.signal.aborted) throw new FencedError(`${fold.reader} lost ${slice.topic}/${slice.partition}`);
      if (index % pace === pace - 1) await slice.heartbeat();
      const known = partition.cells.get(message.key);
      if (known && (message.position < known.covers || known.stalled !== null)) continue;
      const read = await readInput(parts, message);
      if (!read) continue;
      const cell = known ?? (await newCell(partition, message.key));
      touched.add(cell);
      for (const result of await takeMessage(parts, cell, message, read.input)) results.set(fold.key(result), result);
    }
    await publish([...results.values()]);
    const next = slice.messages[slice.messages.length - 1].position + 1;
    await inTransaction(pool, async (client) => {
      const move = { topic: fold.topic, partition: partition.partition, expected: partition.next, next };
      if (!(await advancePositions(client, fold.reader, [move])))
        throw new FencedError(`${fold.reader}: another member has moved ${fold.topic}/${partition.partition}`);
      await saveCheckpoints(
        client,
        fold.reader,
        [...touched].map((cell) => checkpointOf(cell, partition.partition, fold)),
      );
    });
    partition.next = next;
  }

  async function newCell(partition: HeldPartition<State>, cell_id: string): Promise<FoldedCell<State>> {
    const facts = await readFacts(pool, cell_id);
    const cell = emptyCell(fold, facts);
    partition.cells.set(cell_id, cell);
    return cell;
  }

  async function publish(results: R[]): Promise<void> {
    if (results.length > 0) await stream.publish(results.map((result) => resultMessage(fold.resultsTopic, result)));
  }

  async function stop(lost: readonly TopicPartition[]): Promise<void> {
    for (const { partition } of lost) held.delete(partition);
  }

  return {
    start: (gained) => tellOutage(() => start(gained)),
    handle: (slice) => tellOutage(() => handle(slice)),
    stop,
    held,
  };
}
