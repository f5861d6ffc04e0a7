import { FencedError, type Reader, type Slice, type TopicPartition } from '@cellwatch/stream';
import { claimPositions, inTransaction, loadCheckpoints, readFacts, readMovedTests } from '@cellwatch/timescale';
import { cellOf } from './checkpoint.js';
import type { FoldedCell } from './cell.js';
import { emptyCell } from './empty-cell.js';
import type { Result } from './fold.js';
import type { FoldParts } from './fold-parts.js';
import { heldPartition, type HeldPartition } from './held-partition.js';
import { readInput } from './read-input.js';
import { resultMessage } from './result-message.js';
import { beginSave, saveAll } from './save.js';
import { tellOutage } from './tell-outage.js';
import { takeMessage } from './take-message.js';

export interface FoldReader<State> extends Reader {
  held: ReadonlyMap<number, HeldPartition<State>>;
}

/**
 * Runs a fold over its topic: loads state where a partition is gained, folds slices in passing and publishes their results.
 * Position and checkpoints follow in one transaction some seconds later, while slices go on; at once when the partition is
 * idle, is refolded or given up. So a cell that has a record every second is not written every second.
 *
 * Whatever is lost with the memory is folded and published again from the committed position, by this member or another. The
 * same messages over the same state give the same results, of the same key and revision, which the store takes as a repeat:
 * for the same reason two members may publish the same for a while. Only one of them commits: positions move by
 * compare-and-set, and who finds its own moved forgets what it has and starts anew. A checkpoint that is ahead of the position
 * says so (`covers`), and what it knows is passed over. Results that are held back are published before the commit of the
 * checkpoint that knows them, or a crash between the two would lose them.
 */
export function foldReader<Input, State, R extends Result>(parts: FoldParts<Input, State, R>): FoldReader<State> {
  const { stream, pool, fold } = parts;
  const held = new Map<number, HeldPartition<State>>();
  const dropped = new Set<Promise<void>>();

  async function start(gained: readonly TopicPartition[]): Promise<number[]> {
    // A commit that outlived its holding would move what is read here.
    await Promise.allSettled(dropped);
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
    await orDrop(partition, () => foldSlice(partition, slice));
  }

  async function settle(at: TopicPartition): Promise<void> {
    const partition = held.get(at.partition);
    if (partition) await orDrop(partition, () => saveAll(parts, partition));
  }

  function orDrop(partition: HeldPartition<State>, work: () => Promise<void>): Promise<void> {
    return partition.alone(async () => {
      try {
        await work();
      } catch (error) {
        // What is in memory is ahead of what is committed: only `start` can load it right again.
        drop(partition);
        throw error;
      }
    });
  }

  function drop(partition: HeldPartition<State>): void {
    if (held.get(partition.partition) !== partition) return;
    held.delete(partition.partition);
    partition.gone = true;
    const { saving } = partition;
    if (!saving) return;
    dropped.add(saving);
    const ended = () => void dropped.delete(saving);
    saving.then(ended, ended);
  }

  async function foldSlice(partition: HeldPartition<State>, slice: Slice): Promise<void> {
    // What is prepared takes long.
    const pace = fold.prepare ? 4 : 64;
    if (partition.failure) throw partition.failure.error;
    const isDue = partition.saving === null && performance.now() >= partition.due_at_ms;
    const results = new Map<string, Result>();
    for (const [index, message] of slice.messages.entries()) {
      if (slice.signal.aborted) throw new FencedError(`${fold.reader} lost ${slice.topic}/${slice.partition}`);
      if (index % pace === pace - 1) await slice.heartbeat();
      const known = partition.cells.get(message.key);
      if (known && (message.position < known.covers || known.stalled !== null)) continue;
      const read = await readInput(parts, message);
      if (!read) continue;
      const cell = known ?? (await newCell(partition, message.key));
      partition.touched.add(cell.cell_id);
      for (const result of await takeMessage(parts, cell, message, read.input)) {
        const isHeld = fold.isProvisional?.(result) ?? false;
        (isHeld ? partition.provisional : results).set(fold.key(result), result);
        if (!isHeld) partition.provisional.delete(fold.key(result));
      }
    }
    // A cell's finished results go before its provisional ones, which are of what follows.
    const held = isDue ? partition.provisional.values() : [];
    await publish([...results.values(), ...held]);
    partition.folded = slice.messages[slice.messages.length - 1].position + 1;
    if (!isDue) return;
    partition.provisional.clear();
    beginSave(parts, partition);
  }

  async function newCell(partition: HeldPartition<State>, cell_id: string): Promise<FoldedCell<State>> {
    const facts = await readFacts(pool, cell_id);
    const cell = emptyCell(fold, facts);
    partition.cells.set(cell_id, cell);
    return cell;
  }

  async function publish(results: Result[]): Promise<void> {
    if (results.length > 0) await stream.publish(results.map((result) => resultMessage(fold.resultsTopic, result)));
  }

  async function stop(lost: readonly TopicPartition[]): Promise<void> {
    for (const { partition } of lost) {
      const gone = held.get(partition);
      if (gone) drop(gone);
    }
  }

  return {
    start: (gained) => tellOutage(() => start(gained)),
    handle: (slice) => tellOutage(() => handle(slice)),
    settle: (at) => tellOutage(() => settle(at)),
    stop,
    held,
  };
}
