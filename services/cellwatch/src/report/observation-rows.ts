import type { Definition, ObservedValue, Section } from './report.js';
import { tabulate, type WatchedGroup } from './rows.js';

/** What was measured by hand: a row per quantity, cycle, method and specimen; a cell’s several readings are averaged first. */
export function observationSection(
  groups: readonly WatchedGroup[],
): { section: Section; definitions: Definition[] } | null {
  const all = groups.flatMap(({ cells }) => cells.flatMap(({ observations }) => observations));
  if (all.length === 0) return null;
  const keys = [...new Map(all.map((each) => [`${idOf(each)} ${placeOf(each)}`, each])).values()].sort(
    (one, other) =>
      compare(idOf(one), idOf(other)) ||
      (one.derived_cycle_count ?? -1) - (other.derived_cycle_count ?? -1) ||
      compare(placeOf(one), placeOf(other)),
  );
  const rows = keys.map((key) =>
    tabulate(groups, idOf(key), placeOf(key), ({ observations }) => {
      const readings = observations.filter((each) => idOf(each) === idOf(key) && placeOf(each) === placeOf(key));
      const n = readings.length;
      if (n === 0) return { value: null, reason: 'not measured', n: null, reference_cycle: null };
      return { value: readings.reduce((sum, { value }) => sum + value, 0) / n, reason: null, n, reference_cycle: null };
    }),
  );
  const ids = [...new Set(keys.map(idOf))];
  return {
    section: {
      title: 'Measured by hand',
      note: 'Entered with unit and method; n is the number of readings of a cell, and the number of cells in a group’s mean.',
      rows,
    },
    definitions: ids.map((id) => definitionOf(all.filter((each) => idOf(each) === id))),
  };
}

function definitionOf(observations: readonly ObservedValue[]): Definition {
  const [{ quantity, unit }] = observations;
  const largest = Math.max(...observations.map(({ value }) => Math.abs(value)));
  const methods = [...new Set(observations.flatMap(({ method }) => method ?? []))];
  const shown_unit = unit === '1' ? 'ratio' : unit;
  return {
    quantity: idOf(observations[0]),
    name: quantity.replaceAll('_', ' '),
    unit,
    shown_unit,
    shown_factor: 1,
    // four figures of the largest
    digits: largest > 0 ? Math.min(8, Math.max(0, 3 - Math.floor(Math.log10(largest)))) : 0,
    definition: `Entered by hand, in ${shown_unit}; method: ${methods.length > 0 ? methods.join('; ') : 'not stated'}.`,
  };
}

/** A name that can be a link’s; equal names in other units are other quantities. */
const idOf = ({ quantity, unit }: ObservedValue) =>
  `observed_${`${quantity} ${unit}`.replace(/[^\p{L}\p{N}]+/gu, '_')}`;

const placeOf = ({ derived_cycle_count: cycle, method, specimen }: ObservedValue) =>
  [cycle === null ? null : `cycle ${cycle}`, method, specimen]
    .filter((part) => part !== null && part !== '')
    .join(', ');

const compare = (one: string, other: string) => (one < other ? -1 : +(one > other));
