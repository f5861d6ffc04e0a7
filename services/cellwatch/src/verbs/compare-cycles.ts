import { encodeResult, type CycleSummary } from '@cellwatch/events';

/** What a computation anew makes of one quantity. */
export interface QuantityChange {
  /** In how many cycles it is another one. */
  cycles: number;
  /** The largest change of a number; where one appeared or vanished, the first such. */
  largest: { test_id: string; first_record_index: number; derived_cycle_count: number; old: unknown; new: unknown };
}

/** Numbers of cycles, and the quantities that changed. */
export interface CyclesChange {
  equal: number;
  changed: number;
  new: number;
  gone: number;
  /** Provisional, then or now: they move with every record and are not compared. */
  open: number;
  quantities: Record<string, QuantityChange>;
}

/** Which versions a cycle has been through says nothing of its values. */
const versions: ReadonlySet<string> = new Set(['definition_version', 'facts_version', 'revision', 'retracted']);

/** Holds a cell's cycles as they are shown against the same folded anew. */
export function compareCycles(current: readonly CycleSummary[], fresh: readonly CycleSummary[]): CyclesChange {
  const change: CyclesChange = { equal: 0, changed: 0, new: 0, gone: 0, open: 0, quantities: {} };
  const before = new Map(current.map((cycle) => [keyOf(cycle), cycle]));
  for (const cycle of fresh) {
    const old = before.get(keyOf(cycle));
    before.delete(keyOf(cycle));
    if (old ? old.status === 'open' : cycle.status === 'open') change.open += 1;
    else if (!old) change.new += 1;
    else {
      const [was, is] = [quantitiesOf(old), quantitiesOf(cycle)];
      const names = changedQuantities(was, is);
      change[names.length === 0 ? 'equal' : 'changed'] += 1;
      for (const name of names) note(change.quantities, name, cycle, { old: was[name] ?? null, new: is[name] ?? null });
    }
  }
  for (const { status } of before.values()) change[status === 'open' ? 'open' : 'gone'] += 1;
  return change;
}

function keyOf({ test_id, first_record_index }: CycleSummary): string {
  return `${first_record_index} ${test_id}`;
}

type Quantities = Record<string, unknown>;

/** A quantity a name: the fields of an edge or a rest are quantities of their own, and an empty list says as little as none. */
function quantitiesOf(cycle: object, prefix = ''): Quantities {
  return Object.fromEntries(
    Object.entries(cycle).flatMap(([name, value]: [string, unknown]) => {
      if (value === null || typeof value !== 'object') return [[prefix + name, value]];
      if (Array.isArray(value)) return [[prefix + name, value.length === 0 ? null : value]];
      return Object.entries(quantitiesOf(value, `${prefix}${name}_`));
    }),
  );
}

function changedQuantities(old: Quantities, now: Quantities): string[] {
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return names.filter((name) => !versions.has(name) && textOf(old[name]) !== textOf(now[name]));
}

/** Equal values, equal text, however their fields are ordered. */
function textOf(value: unknown): string {
  return new TextDecoder().decode(encodeResult({ value: value ?? null }));
}

function note(
  quantities: CyclesChange['quantities'],
  name: string,
  { test_id, first_record_index, derived_cycle_count }: CycleSummary,
  values: { old: unknown; new: unknown },
): void {
  const here = { test_id, first_record_index, derived_cycle_count, ...values };
  const known = quantities[name];
  const largest = known && sizeOf(known.largest) >= sizeOf(here) ? known.largest : here;
  quantities[name] = { cycles: (known?.cycles ?? 0) + 1, largest };
}

function sizeOf({ old, new: now }: { old: unknown; new: unknown }): number {
  return typeof old === 'number' && typeof now === 'number' ? Math.abs(now - old) : Infinity;
}
