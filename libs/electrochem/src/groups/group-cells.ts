import type { CellFacts } from '@cellwatch/events';

export interface CellGroup {
  /** The factors in words, `pressure = 40, temperature = 60`; `no factors` where none are declared. */
  group: string;
  factors: Record<string, string | number>;
  /** The replicates, by `replicate`, then by name. */
  cells: CellFacts[];
}

const natural = new Intl.Collator('en', { numeric: true });
const compareText = (one: string, other: string) => natural.compare(one, other) || (one < other ? -1 : +(one > other));

/**
 * Parts the cells of a campaign into groups of equal factors: the cells of one group are replicates of each other.
 *
 * The order of groups and cells follows from the facts alone, whatever the order of the argument: groups by their factors in
 * order of the factors' names (a missing factor first, numbers by size and before texts), cells by replicate and name.
 *
 * @quantity Groups of replicates
 * @symbol none
 * @unit none
 * @formula cells with equal factors
 * @convention a number and the text that prints it are one value (`40` and `"40"`); cells without factors are one group
 * @source design of this project: an average of replicates is over cells that differ in nothing that was varied
 */
export function groupCells(facts: readonly CellFacts[]): CellGroup[] {
  const groups = new Map<string, CellGroup>();
  for (const cell of facts) {
    const factors = sorted(cell.factors ?? {});
    const key = JSON.stringify(Object.entries(factors).map(([name, value]) => [name, String(value)]));
    const group = groups.get(key) ?? { group: wordsOf(factors), factors, cells: [] };
    group.cells.push(cell);
    groups.set(key, group);
  }
  for (const group of groups.values())
    group.cells.sort(
      (one, other) =>
        compareText(one.replicate ?? '', other.replicate ?? '') || compareText(one.cell_id, other.cell_id),
    );
  return [...groups.values()].sort(byFactors);
}

function sorted(factors: Record<string, string | number>): Record<string, string | number> {
  return Object.fromEntries(Object.entries(factors).sort(([one], [other]) => compareText(one, other)));
}

function wordsOf(factors: Record<string, string | number>): string {
  const words = Object.entries(factors).map(([name, value]) => `${name} = ${value}`);
  return words.length > 0 ? words.join(', ') : 'no factors';
}

function byFactors(one: CellGroup, other: CellGroup): number {
  const names = [...new Set([...Object.keys(one.factors), ...Object.keys(other.factors)])].sort(compareText);
  for (const name of names) {
    const order = compareValues(one.factors[name], other.factors[name]);
    if (order !== 0) return order;
  }
  return 0;
}

function compareValues(one: string | number | undefined, other: string | number | undefined): number {
  if (one === undefined || other === undefined) return +(one !== undefined) - +(other !== undefined);
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  if (typeof one !== typeof other) return typeof one === 'number' ? -1 : 1;
  return compareText(String(one), String(other));
}
