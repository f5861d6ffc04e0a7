import type { CapacityGroup } from '@cellwatch/electrochem';
import { ask, cellPath } from './ask.js';
import { dataTable, type TableColumn } from './data-table.js';
import { element } from './element.js';
import { decimals, none, percent, scaleFor } from './format.js';
import type { CellTables } from './shapes.js';

export interface ResultTables {
  node: HTMLElement;
  load(): Promise<void>;
}

type Group = CapacityGroup & { relative_last: number | null; relative_median: number | null };

/** Rate table with recovery, and temperature table: of cycles in a row under equal conditions. */
export function resultTables(cell_id: string, signal: AbortSignal): ResultTables {
  const box = element('div', { class: 'tables' });
  return {
    node: element(
      'section',
      { 'aria-labelledby': 'tables-title' },
      element('div', { class: 'bar' }, element('h2', { id: 'tables-title' }, 'Rate and temperature')),
      box,
    ),
    async load() {
      try {
        box.replaceChildren(...tables(await ask<CellTables>(`${cellPath(cell_id)}/tables`, signal)));
      } catch (error) {
        if (signal.aborted) return;
        box.replaceChildren(
          element('p', { class: 'note' }, `The tables could not be read: ${(error as Error).message}`),
        );
      }
    },
  };
}

function tables({ system, rate, recovery, temperature }: CellTables): HTMLElement[] {
  const note = (text: string) => element('p', { class: 'note' }, text);
  if (rate.length === 0)
    return [
      note(
        system === null
          ? 'No table: the cell’s system is not declared, so that which capacity is reversible would be a guess.'
          : 'No table yet: it wants a complete cycle.',
      ),
    ];
  const half = system === 'anode_half_cell' ? 'Charge' : 'Discharge';
  const parts = [
    note(
      `${half} capacity of complete cycles in a row under equal conditions: of the last, and the median without the first, each as a share of the first group’s. ${
        rate.length === 1 ? 'One set of conditions so far.' : ''
      }`,
    ),
    dataTable('Rate table', [conditions(rate), ...columnsFor(rate)], rate),
  ];
  if (recovery)
    parts.push(
      element(
        'p',
        { class: 'recovery' },
        element('strong', {}, `Recovery ${percent(recovery.last, 1)}`),
        ` by last cycles, ${percent(recovery.median, 1)} by medians: cycles ${recovery.after_first_cycle} ff. over ${recovery.before_first_cycle} ff., ${recovery.regime}.`,
      ),
    );
  const points = new Set(temperature.map(({ temperature_set_point_celsius }) => temperature_set_point_celsius));
  if (points.size < 2) {
    const [only] = points;
    const why = only === undefined ? 'no set point is declared' : `one set point so far, ${decimals(only, 0)} °C`;
    return [...parts, note(`No temperature table: ${why}.`)];
  }
  return [
    ...parts,
    dataTable(
      'Temperature table',
      [
        {
          head: 'Set point °C',
          cell: ({ temperature_set_point_celsius }) => decimals(temperature_set_point_celsius, 0),
        },
        { head: 'Measured °C', cell: ({ temperature_celsius }) => decimals(temperature_celsius, 1) },
        ...columnsFor(temperature),
      ],
      temperature,
    ),
  ];
}

function conditions<Row extends { regime: string }>(_: Row[]): TableColumn<Row> {
  return { head: 'Conditions', word: true, cell: ({ regime }) => regime };
}

function columnsFor<Row extends Group>(rows: Row[]): TableColumn<Row>[] {
  const { factor, unit } = scaleFor(
    rows.map(({ last }) => last.capacity_ah),
    'Ah',
  );
  const any = (has: (row: Row) => unknown) => rows.some((row) => has(row) !== null);
  const shown = (value: number | null | undefined, places: number) => decimals(value ?? null, places);
  const rates = any(({ charging_c_rate: rate }) => rate);
  const mass = any(({ last }) => last.specific_capacity_mah_per_gram);
  const area = any(({ last }) => last.areal_capacity_mah_per_cm2);
  return [
    {
      head: 'Cycles',
      cell: ({ first_cycle, last_cycle }) =>
        first_cycle === last_cycle ? String(first_cycle) : `${first_cycle}–${last_cycle}`,
    },
    { head: 'n', cell: ({ cycles }) => String(cycles) },
    ...(rates
      ? [
          { head: 'C charge', cell: (row: Row) => shown(row.charging_c_rate, 2) },
          { head: 'C discharge', cell: (row: Row) => shown(row.discharging_c_rate, 2) },
        ]
      : []),
    { head: `Last ${unit}`, cell: ({ last }) => shown(last.capacity_ah / factor, 4) },
    ...(mass ? [{ head: 'Last mAh/g', cell: ({ last }: Row) => shown(last.specific_capacity_mah_per_gram, 1) }] : []),
    ...(area ? [{ head: 'Last mAh/cm²', cell: ({ last }: Row) => shown(last.areal_capacity_mah_per_cm2, 2) }] : []),
    { head: 'Last, share', cell: ({ relative_last }) => percent(relative_last, 2) },
    {
      head: mass ? 'Median mAh/g' : `Median ${unit}`,
      cell: ({ median }) =>
        median === null
          ? none
          : mass
            ? shown(median.specific_capacity_mah_per_gram, 1)
            : shown(median.capacity_ah / factor, 4),
    },
    { head: 'Median, share', cell: ({ relative_median }) => percent(relative_median, 2) },
  ];
}
