import type { CellFacts } from '@cellwatch/events';

export type Fact = Exclude<keyof CellFacts, 'cell_id' | 'facts_version'>;

/** Facts that something cannot do without: one, all of several, or any of several. */
export type Need = Fact | { all: Need[] } | { any: Need[] };

/**
 * What is missing, as alternatives of which one is enough: each lists all that must yet be declared. Empty where nothing is
 * missing. No alternative contains another, and the shortest come first.
 */
export function missingFacts(need: Need, facts: CellFacts): Fact[][] {
  const found = alternatives(need, facts);
  return found.some((missing) => missing.length === 0) ? [] : found;
}

function alternatives(need: Need, facts: CellFacts): Fact[][] {
  if (typeof need === 'string') return isDeclared(facts[need]) ? [[]] : [[need]];
  if ('any' in need) return smallest(need.any.flatMap((inner) => alternatives(inner, facts)));
  return need.all
    .map((inner) => alternatives(inner, facts))
    .reduce(
      (so_far, next) => smallest(so_far.flatMap((one) => next.map((other) => [...new Set([...one, ...other])]))),
      [[]] as Fact[][],
    );
}

function isDeclared(value: CellFacts[Fact]): boolean {
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}

function smallest(sets: Fact[][]): Fact[][] {
  const sorted = sets.toSorted((one, other) => one.length - other.length);
  return sorted.filter(
    (set, at) => !sorted.slice(0, at).some((earlier) => earlier.every((fact) => set.includes(fact))),
  );
}
