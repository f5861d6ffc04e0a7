import { buryMessage, type Message } from '@cellwatch/stream';
import { countCrash } from '@cellwatch/timescale';
import type { FoldedCell } from './cell.js';
import type { Result } from './fold.js';
import type { FoldParts } from './fold-parts.js';

/**
 * Folds one message into its cell. One that crashes the fold crashes the program the first time, and the second time it goes
 * to dead letters and its cell is stalled, so that neighbours go on.
 */
export async function takeMessage<Input, State, R extends Result>(
  { stream, pool, fold, log }: FoldParts<Input, State, R>,
  cell: FoldedCell<State>,
  message: Message,
  input: Input,
): Promise<R[]> {
  cell.covers = message.position + 1;
  if (cell.dirty !== null) {
    cell.dirty = cell.covers;
    return [];
  }
  if (fold.test && cell.moved_tests.has(fold.test(input))) return [];
  try {
    const ready = fold.prepare ? await fold.prepare(cell.state, input) : input;
    const { state, results, disordered } = fold.evolve(cell.state, ready);
    cell.state = state;
    if (!disordered) return results.map((result) => ({ ...result, revision: cell.revision }));
    cell.dirty = cell.covers;
    return [];
  } catch (bug) {
    const crashes = await countCrash(pool, fold.reader, message.topic, message.partition, message.position);
    if (crashes < 2) throw bug;
    cell.stalled = `${message.topic}/${message.partition}@${message.position} crashed ${fold.reader} twice: ${(bug as Error).message}`;
    cell.state = fold.initial({ cell_id: cell.cell_id, facts_version: cell.facts_version });
    log('stalled', { cell_id: cell.cell_id, reason: cell.stalled });
    await buryMessage(stream, message, cell.stalled);
    return [];
  }
}
