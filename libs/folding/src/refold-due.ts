import { partitionOf } from '@cellwatch/events';
import { readCellVersions, readPositions, type CellVersion } from '@cellwatch/timescale';
import { emptyCell } from './empty-cell.js';
import type { Result } from './fold.js';
import type { FoldParts } from './fold-parts.js';
import type { FoldReader } from './fold-reader.js';
import type { HeldPartition } from './held-partition.js';
import { refold } from './refold.js';
import { saveAll } from './save.js';

/**
 * One round: cells whose facts or bookings changed become dirty; dirty ones whose input and earlier results have landed are
 * folded again. Returns how many are still waiting.
 */
export async function refoldDue<Input, State, R extends Result>(
  parts: FoldParts<Input, State, R>,
  reader: FoldReader<State>,
): Promise<number> {
  const { stream, pool, fold } = parts;
  const cells = [...reader.held.values()].flatMap((partition) => [...partition.cells.keys()]);
  const versions = await readCellVersions(pool, cells);
  const store = await readPositions(pool, 'store');
  const landed = (topic: string, partition: number) =>
    store.find((at) => at.topic === topic && at.partition === partition)?.next ?? 0;
  let waiting = 0;
  for (const partition of reader.held.values()) {
    await meetBookedCells(partition);
    for (const cell of partition.cells.values())
      if (cell.dirty === null && isOutdated(cell, versions.get(cell.cell_id))) cell.dirty = cell.covers;
    const dirty = [...partition.cells.values()].filter((cell) => cell.dirty !== null && cell.stalled === null);
    if (dirty.length === 0) continue;
    if (dirty.some(({ barrier }) => barrier === null)) {
      // What a slice took of these cells before they became dirty is published when its turn has ended, but for what is held back.
      const ends = await partition.alone(async () => {
        await saveAll(parts, partition);
        return stream.ends(fold.resultsTopic);
      });
      for (const cell of dirty) cell.barrier ??= ends[partition.partition];
    }
    for (const cell of dirty) {
      const ready =
        landed(fold.topic, partition.partition) >= cell.dirty! &&
        landed(fold.resultsTopic, partition.partition) >= cell.barrier!;
      if (!ready) {
        waiting += 1;
        continue;
      }
      await partition.alone(async () => {
        const mine = reader.held.get(partition.partition) === partition && partition.cells.get(cell.cell_id) === cell;
        const due = mine && landed(fold.topic, partition.partition) >= cell.dirty!;
        // What it publishes is compared with what is published, and its checkpoint must not be overtaken by an older one.
        if (due) await saveAll(parts, partition);
        if (!due || !(await refold(parts, partition, cell))) waiting += 1;
      });
    }
  }
  return waiting;

  /** A cell that a test was moved to may never have had a message of its own. */
  async function meetBookedCells(partition: HeldPartition<State>): Promise<void> {
    const unmet = [...versions].filter(
      ([cell_id, { bookings }]) =>
        bookings > 0 && partitionOf(cell_id) === partition.partition && !partition.cells.has(cell_id),
    );
    if (unmet.length === 0) return;
    await partition.alone(async () => {
      for (const [cell_id, { facts_version }] of unmet)
        if (!partition.cells.has(cell_id)) partition.cells.set(cell_id, emptyCell(fold, { cell_id, facts_version }));
    });
  }
}

function isOutdated(cell: CellVersion, version: CellVersion | undefined): boolean {
  if (!version) return false;
  return version.facts_version !== cell.facts_version || version.bookings !== cell.bookings;
}
