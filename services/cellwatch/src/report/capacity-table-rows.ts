import { rateTable, temperatureTable, type RateGroup } from '@cellwatch/electrochem';
import { ampereHours, percent, perGram } from './quantities/quantity.js';
import type { CellValue, Definition, Row, Section } from './report.js';
import { tabulate, type WatchedGroup } from './rows.js';
import type { WatchedCell } from './watched-cell.js';

type ConditionGroup = Pick<
  RateGroup,
  'cycles' | 'charging_c_rate' | 'discharging_c_rate' | 'last' | 'median' | 'relative_last'
>;
type Kind = 'rate' | 'temperature';
type Labelled = Map<string, ConditionGroup>;

const reversible = 'reversible capacity of the cycles in a row';
const wordsOf = { rate: 'at one rate (regime)', temperature: 'at one temperature set point and rate' };

export const rateDefinitions: Definition[] = (['rate', 'temperature'] as const).flatMap((kind) => [
  {
    quantity: `${kind}_last_specific_capacity_mah_per_gram`,
    name: 'Reversible capacity, last cycle',
    ...perGram,
    definition: `Last cycle’s ${reversible} ${wordsOf[kind]}, per gram of active mass. Papers do not say whether they print the last cycle or a mean: the median stands beside it.`,
  },
  {
    quantity: `${kind}_median_specific_capacity_mah_per_gram`,
    name: 'Reversible capacity, median',
    ...perGram,
    definition: `Median ${reversible} ${wordsOf[kind]}, without the first of them, per gram of active mass.`,
  },
  {
    quantity: `${kind}_last_capacity_ah`,
    name: 'Reversible capacity of the cell, last cycle',
    ...ampereHours,
    definition: `Last cycle’s ${reversible} ${wordsOf[kind]}, of the whole cell.`,
  },
  {
    quantity: `${kind}_relative_capacity`,
    name: 'Relative to the first',
    ...percent,
    digits: 2,
    definition: `Last cycle’s ${reversible} ${wordsOf[kind]}, over that of the cell’s first such row of cycles.`,
  },
]);
rateDefinitions.push({
  quantity: 'rate_recovery',
  name: 'Recovery',
  ...percent,
  digits: 2,
  definition:
    'Reversible capacity of the last row of cycles whose rate had occurred before, over that of its first occurrence; last cycles of both.',
});

/** A section for each kind of test that some cell went through: two conditions at least. */
export function capacityTableSections(groups: readonly WatchedGroup[], massless: boolean): Section[] {
  const cells = groups.flatMap((group) => group.cells);
  const rates = new Map(cells.map((cell) => [cell, rateTable(cell.complete, cell.facts.system)]));
  const byRate = new Map(cells.map((cell) => [cell, labelled(rates.get(cell)!.groups, (each) => rateOf(cell, each))]));
  const byTemperature = new Map(
    cells.map((cell) => [
      cell,
      labelled(
        temperatureTable(cell.complete, cell.facts.system),
        (each) => `${each.temperature_set_point_celsius} °C, ${rateOf(cell, each)}`,
      ),
    ]),
  );
  const recovery = tabulate(groups, 'rate_recovery', '', (cell): CellValue => {
    const value = rates.get(cell)!.recovery?.last ?? null;
    return {
      value,
      reason: value === null ? 'no rate came again' : null,
      n: value === null ? null : 1,
      reference_cycle: null,
    };
  });
  const recovers = Object.values(recovery.cells).some(({ value }) => value !== null);
  const note = 'Cycles in a row under equal conditions, in the order of the test; rates are measured ones.';
  const section = (kind: Kind, title: string, table: Map<WatchedCell, Labelled>, more: Row[] = []): Section[] => {
    const tested = [...table.values()].some((conditions) => differs(kind, [...conditions.values()]));
    return tested ? [{ title, note, rows: [...conditionRows(groups, kind, table, massless), ...more] }] : [];
  };
  return [
    ...section('rate', 'Rate capability', byRate, recovers ? [recovery] : []),
    ...section('temperature', 'Temperature series', byTemperature),
  ];
}

/** A temperature series has two set points: two rates at one of them are a rate test. */
function differs(kind: Kind, conditions: (ConditionGroup & { temperature_set_point_celsius?: number })[]): boolean {
  if (kind === 'rate') return conditions.length > 1;
  return new Set(conditions.map((each) => each.temperature_set_point_celsius)).size > 1;
}

function conditionRows(
  groups: readonly WatchedGroup[],
  kind: Kind,
  table: Map<WatchedCell, Labelled>,
  massless: boolean,
): Row[] {
  const longest = [...table.values()].sort((one, other) => other.size - one.size);
  const labels = [...new Set(longest.flatMap((conditions) => [...conditions.keys()]))];
  const rows = (quantity: string, read: (each: ConditionGroup) => number | null, absent: string, n?: boolean) =>
    labels.map((at) =>
      tabulate(groups, `${kind}_${quantity}`, at, (cell): CellValue => {
        const each = table.get(cell)!.get(at);
        const value = each ? read(each) : null;
        const counted = value === null ? null : n ? each!.cycles - 1 : 1;
        const reason = value === null ? (each ? absent : 'not cycled so') : null;
        return { value, reason, n: counted, reference_cycle: null };
      }),
    );
  return [
    ...rows(
      'last_specific_capacity_mah_per_gram',
      (each) => each.last.specific_capacity_mah_per_gram,
      'no active mass',
    ),
    ...rows(
      'median_specific_capacity_mah_per_gram',
      (each) => each.median?.specific_capacity_mah_per_gram ?? null,
      'one cycle only, or no active mass',
      true,
    ),
    ...(massless ? rows('last_capacity_ah', (each) => each.last.capacity_ah, '') : []),
    ...rows('relative_capacity', (each) => each.relative_last, 'nothing passed in the first'),
  ];
}

/** Each condition by name; one that comes again says so. */
function labelled<G extends ConditionGroup>(groups: readonly G[], nameOf: (group: G) => string): Labelled {
  const found: Labelled = new Map();
  for (const group of groups) {
    let name = nameOf(group);
    while (found.has(name)) name += ' again';
    found.set(name, group);
  }
  return found;
}

/** The rate of the half that gives back, to two digits: `0.33C`. */
function rateOf({ facts }: WatchedCell, group: ConditionGroup & { regime?: string }): string {
  const rate = facts.system === 'anode_half_cell' ? group.charging_c_rate : group.discharging_c_rate;
  return rate === null ? (group.regime ?? 'rate unknown') : `${Number(rate.toPrecision(2))}C`;
}

/** What the figure of rates shows: the last cycles, on the first basis that is there. */
export function ratesIn(sections: readonly Section[]): { quantity: string; at: string[] } | null {
  const rows = sections.flatMap((section) => section.rows);
  const isKnown = (row: Row) => Object.values(row.groups).some(({ statistics }) => statistics !== null);
  const quantity = ['rate_last_specific_capacity_mah_per_gram', 'rate_last_capacity_ah'].find((name) =>
    rows.some((row) => row.quantity === name && isKnown(row)),
  );
  return quantity === undefined
    ? null
    : { quantity, at: rows.filter((row) => row.quantity === quantity).map(({ at }) => at) };
}
