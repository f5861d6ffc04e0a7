import type { CellFacts } from '@cellwatch/events';

/** `field old → new` for each fact in which two declarations differ; what one of them has not is `not declared`. */
export function factsChanges(before: CellFacts, after: CellFacts): string[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)] as (keyof CellFacts)[]);
  fields.delete('facts_version');
  return [...fields]
    .sort()
    .map((field) => ({ field, old: shown(before[field]), next: shown(after[field]) }))
    .filter(({ old, next }) => old !== next)
    .map(({ field, old, next }) => `${field} ${old} → ${next}`);
}

function shown(value: CellFacts[keyof CellFacts]): string {
  if (value === undefined) return 'not declared';
  // Keys in order: jsonb has an order of its own.
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}
