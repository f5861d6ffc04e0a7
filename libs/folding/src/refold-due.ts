import { readFactsVersions, readPositions } from '@cellwatch/timescale';
import type { FoldedCell } from './cell.js';
import type { Result } from './fold.js';
import type { FoldParts } from './fold-parts.js';
import type { FoldReader } from './fold-reader.js';
import { refold } from './refold.js';

/**
 * One round: cells whose facts changed become dirty; dirty ones whose input and earlier results have landed are folded again.
 * Returns how many are still waiting.
 */
export async function refoldDue<Input, State, R extends Result>(
  parts: FoldParts<Input, State, R>,
  reader: FoldReader<State>,
): Promise<number> {
  const { stream, pool, fold } = parts;
  const cells = [...reader.held.values()].flatMap((partition) => [...partition.cells.keys()]);
  const versions = await readFactsVersions(pool, cells);
  const changed = (cell: FoldedCell<State>) =>
    (versions.get(cell.cell_id) ?? cell.facts_version) !== cell.facts_version;
  const store = await readPositions(pool, 'store');
  const landed = (topic: string, partition: number) =>
    store.find((at) => at.topic === topic && at.partition === partition)?.next ?? 0;
  let waiting = 0;
  for (const partition of reader.held.values()) {
    for (const cell of partition.cells.values()) if (cell.dirty === null && changed(cell)) cell.dirty = cell.covers;
    const dirty = [...partition.cells.values()].filter((cell) => cell.dirty !== null && cell.stalled === null);
    if (dirty.length === 0) continue;
    const ends = await stream.ends(fold.resultsTopic);
    for (const cell of dirty) {
      cell.barrier ??= ends[partition.partition];
      const ready =
        landed(fold.topic, partition.partition) >= cell.dirty! &&
        landed(fold.resultsTopic, partition.partition) >= cell.barrier;
      if (!ready) {
        waiting += 1;
        continue;
      }
      await partition.alone(async () => {
        const mine = reader.held.get(partition.partition) === partition && partition.cells.get(cell.cell_id) === cell;
        if (mine && landed(fold.topic, partition.partition) >= cell.dirty!) await refold(parts, partition, cell);
        else waiting += 1;
      });
    }
  }
  return waiting;
}
