import { FencedError } from '@cellwatch/stream';
import {
  advancePositions,
  inSnapshot,
  inTransaction,
  readFacts,
  readPositions,
  saveCheckpoints,
} from '@cellwatch/timescale';
import type { FoldedCell } from './cell.js';
import { checkpointOf } from './checkpoint.js';
import type { Result } from './fold.js';
import type { FoldParts } from './fold-parts.js';
import type { HeldPartition } from './held-partition.js';
import { resultMessage } from './result-message.js';
import { revise } from './revise.js';

/**
 * Folds a cell again from what has landed, publishes what changed, and checkpoints. Facts, input, published results and the
 * store's position are read in one snapshot: the position tells which messages the new state knows.
 */
export async function refold<Input, State, R extends Result>(
  parts: FoldParts<Input, State, R>,
  partition: HeldPartition<State>,
  cell: FoldedCell<State>,
): Promise<void> {
  const { stream, pool, fold, log } = parts;
  const fresh = new Map<string, R>();
  const snapshot = await inSnapshot(pool, async (client) => {
    const facts = await readFacts(client, cell.cell_id);
    let state = fold.initial(facts);
    for await (const input of fold.stored(client, facts)) {
      const evolved = fold.evolve(state, input);
      if (evolved.disordered)
        throw new Error(`${fold.reader}: ${cell.cell_id} is out of order in the tables, expected key order`);
      state = evolved.state;
      for (const result of evolved.results) fresh.set(fold.key(result), result);
    }
    return {
      facts,
      state,
      published: await fold.published(client, facts),
      store: await readPositions(client, 'store'),
    };
  });
  const landed = snapshot.store.find((at) => at.topic === fold.topic && at.partition === partition.partition);
  const { results, revision } = revise(snapshot.published, [...fresh.values()], fold.key, cell.revision);
  await stream.publish(results.map((result) => resultMessage(fold.resultsTopic, result)));
  const folded: FoldedCell<State> = {
    cell_id: cell.cell_id,
    facts_version: snapshot.facts.facts_version,
    revision,
    state: snapshot.state,
    covers: landed?.next ?? 0,
    dirty: null,
    barrier: null,
    stalled: null,
  };
  await inTransaction(pool, async (client) => {
    const still = { topic: fold.topic, partition: partition.partition, expected: partition.next, next: partition.next };
    if (!(await advancePositions(client, fold.reader, [still])))
      throw new FencedError(`${fold.reader}: another member has moved ${fold.topic}/${partition.partition}`);
    await saveCheckpoints(client, fold.reader, [checkpointOf(folded, partition.partition, fold.topic)]);
  });
  partition.cells.set(cell.cell_id, folded);
  log('refolded', { cell_id: cell.cell_id, changed: results.length, facts_version: folded.facts_version });
}
