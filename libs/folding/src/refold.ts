import { FencedError } from '@cellwatch/stream';
import {
  advancePositions,
  inSnapshot,
  inTransaction,
  readCellVersions,
  readMovedTests,
  readPositions,
  readTicks,
  saveCheckpoints,
  type Tick,
} from '@cellwatch/timescale';
import type { FoldedCell } from './cell.js';
import { checkpointOf } from './checkpoint.js';
import type { Fold, Result } from './fold.js';
import type { FoldParts } from './fold-parts.js';
import { foldStored } from './fold-stored.js';
import type { HeldPartition } from './held-partition.js';
import { resultMessage } from './result-message.js';
import { revise } from './revise.js';

/**
 * Folds a cell again from what has landed, publishes what changed, and checkpoints. Facts, bookings, input, published results
 * and the store's position are read in one snapshot: the position tells which messages the new state knows. False where the
 * input is still settling: the cell stays dirty.
 */
export async function refold<Input, State, R extends Result>(
  parts: FoldParts<Input, State, R>,
  partition: HeldPartition<State>,
  cell: FoldedCell<State>,
): Promise<boolean> {
  const { stream, pool, fold, log } = parts;
  const { cell_id } = cell;
  const snapshot = await inSnapshot(pool, async (client) => {
    const folded = await foldStored(fold, client, cell_id);
    return {
      ...folded,
      bookings: (await readCellVersions(client, [cell_id])).get(cell_id)?.bookings ?? 0,
      moved_tests: (await readMovedTests(client, [cell_id])).get(cell_id) ?? new Set<string>(),
      published: await fold.published(client, folded.facts),
      store: await readPositions(client, 'store'),
      ticks: fold.ticked ? await readTicks(client) : [],
    };
  });
  if (snapshot.disordered) {
    if (fold.storedMaySettle) return false;
    throw new Error(`${fold.reader}: ${cell_id} is out of order in the tables, expected key order`);
  }
  const landed = snapshot.store.find((at) => at.topic === fold.topic && at.partition === partition.partition);
  const ticked = withTick(fold, snapshot, partition, cell.state);
  const { results, revision } = revise(snapshot.published, ticked.results, fold.key, cell.revision);
  await stream.publish(results.map((result) => resultMessage(fold.resultsTopic, result)));
  const folded: FoldedCell<State> = {
    cell_id,
    facts_version: snapshot.facts.facts_version,
    bookings: snapshot.bookings,
    moved_tests: snapshot.moved_tests,
    revision,
    state: ticked.state,
    covers: landed?.next ?? 0,
    dirty: null,
    barrier: null,
    stalled: null,
  };
  await inTransaction(pool, async (client) => {
    const still = { topic: fold.topic, partition: partition.partition, expected: partition.next, next: partition.next };
    if (!(await advancePositions(client, fold.reader, [still])))
      throw new FencedError(`${fold.reader}: another member has moved ${fold.topic}/${partition.partition}`);
    await saveCheckpoints(client, fold.reader, [checkpointOf(folded, partition.partition, fold)]);
  });
  partition.cells.set(cell_id, folded);
  log('refolded', { cell_id, changed: results.length, facts_version: folded.facts_version });
  return true;
}

/** What was folded anew, and what the latest tick tells of it. */
function withTick<Input, State, R extends Result>(
  fold: Fold<Input, State, R>,
  { state, results, published, ticks }: { state: State; results: R[]; published: readonly R[]; ticks: readonly Tick[] },
  { partition, next }: HeldPartition<State>,
  before: State,
): { state: State; results: R[] } {
  if (!fold.ticked) return { state, results };
  const tick = ticks.find((tick) => tick.partition === partition && tick.records_end <= next);
  const ticked = fold.ticked(state, tick?.unix_second ?? null, { state: before, published });
  return { state: ticked.state, results: [...results, ...ticked.results] };
}
