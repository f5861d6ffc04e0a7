import { groupStatistics, retentionOfAll, retentionOfSurvivors, type LivedCell } from '@cellwatch/electrochem';
import type { CycleSummary } from '@cellwatch/events';
import type { Quantity } from './quantities/quantity.js';
import { retention, retentionOfAllCells } from './quantities/retentions.js';
import type { CellValue, GroupValue, Row } from './report.js';
import { withoutCycle, type WatchedCell } from './watched-cell.js';

export interface WatchedGroup {
  group: string;
  factors: Record<string, string | number>;
  cells: WatchedCell[];
}

/** Where in its life a cell is read. */
export interface Place {
  at: string;
  cycleOf(cell: WatchedCell): CycleSummary | undefined;
  /** Why there is no such cycle. */
  missing(cell: WatchedCell): string;
}

export const firstCycle: Place = {
  at: 'first cycle',
  cycleOf: ({ first }) => first,
  missing: () => 'no complete cycle yet',
};

export const referencePlace: Place = {
  at: 'reference cycle',
  cycleOf: ({ reference }) => reference,
  missing: () => 'no reference yet',
};

export const lastCycle: Place = {
  at: 'last cycle',
  cycleOf: ({ last }) => last,
  missing: () => 'no complete cycle yet',
};

export function cyclePlace(cycle: number, at = `cycle ${cycle}`): Place {
  return {
    at,
    cycleOf: ({ complete }) => complete.find(({ derived_cycle_count }) => derived_cycle_count === cycle),
    missing: (cell) => withoutCycle(cell, cycle),
  };
}

/** A quantity at one place of every cell's life; a group's statistics are over its cells that have it. */
export function rowOf(groups: readonly WatchedGroup[], quantity: Quantity, place: Place, at = place.at): Row {
  return tabulate(groups, quantity.quantity, at, (cell) => {
    const cycle = place.cycleOf(cell);
    if (!cycle) return { value: null, reason: place.missing(cell), n: null, reference_cycle: null };
    const value = quantity.read(cycle, cell.facts);
    const n = value === null ? null : quantity.n ? quantity.n(cycle) : 1;
    const reason = value === null ? quantity.absent(cycle, cell.facts) : null;
    const reference_cycle =
      quantity.read === retention.read && value !== null ? cycle.retention_reference_cycle_count : null;
    return { value, reason, n, reference_cycle };
  });
}

/** A row whose cells are read somehow, and whose groups have their plain statistics. */
export function tabulate(
  groups: readonly WatchedGroup[],
  quantity: string,
  at: string,
  read: (cell: WatchedCell) => CellValue,
): Row {
  const row: Row = { quantity, at, cells: {}, groups: {} };
  for (const { group, cells } of groups) {
    const values = cells.map(read);
    cells.forEach(({ facts }, index) => (row.cells[facts.cell_id] = values[index]));
    row.groups[group] = groupValue(values);
  }
  return row;
}

function groupValue(values: readonly CellValue[]): GroupValue {
  const statistics = groupStatistics(values.map(({ value }) => value));
  const reasons = [...new Set(values.map(({ reason }) => reason).filter((reason) => reason !== null))];
  const references = new Set(values.filter(({ value }) => value !== null).map((each) => each.reference_cycle));
  return {
    statistics,
    reason: statistics === null ? (reasons.length === 1 ? reasons[0] : 'no cell has it') : null,
    reference_cycle: references.size === 1 ? [...references][0] : null,
    at_risk: null,
  };
}

/** Retention at a cycle twice: of those that lived, and with the dead at their last value. */
export function retentionRows(groups: readonly WatchedGroup[], cycle: number, at: string): Row[] {
  const survivors = rowOf(groups, retention, cyclePlace(cycle, at));
  const all = rowOf(groups, retentionOfAllCells, cyclePlace(cycle, at));
  for (const { group, cells } of groups) {
    const lived = cells.flatMap(({ lived }) => lived ?? []);
    Object.assign(survivors.groups[group], survivalValue(retentionOfSurvivors(lived, cycle)));
    Object.assign(all.groups[group], survivalValue(retentionOfAll(lived, cycle)));
    for (const { facts, fate, lived } of cells) {
      if (!lived || lived.life.event !== 'died' || lived.life.cycle >= cycle) continue;
      all.cells[facts.cell_id] = lastValue(lived, cycle);
      // cycled on below its end of life: measured, and no survivor
      const own = survivors.cells[facts.cell_id];
      if (own.value !== null) own.reason = `${fate}: not in the mean`;
    }
  }
  return [survivors, all];
}

function survivalValue({ at_risk, statistics }: ReturnType<typeof retentionOfAll>): Partial<GroupValue> {
  return {
    at_risk,
    statistics,
    reason: statistics ? null : at_risk === 0 ? 'no cell lived so long' : 'no cell has it',
  };
}

function lastValue({ retentions }: LivedCell, cycle: number): CellValue {
  const last = retentions.findLast((each) => each.cycle <= cycle);
  if (!last) return { value: null, reason: 'dead, and without a retention', n: null, reference_cycle: null };
  const reason = last.cycle < cycle ? `dead: its value of cycle ${last.cycle}` : null;
  return { value: last.capacity_retention, reason, n: 1, reference_cycle: null };
}
