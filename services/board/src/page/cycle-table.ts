import { cycleTags, tagList } from './cycle-tags.js';
import { dataTable, type TableColumn } from './data-table.js';
import { element } from './element.js';
import { decimals, duration, instant, none, percent, scaleFor } from './format.js';
import type { CycleSummary } from './shapes.js';
import { reasons } from './words.js';

const first = 200;

interface Column extends TableColumn<CycleSummary> {
  /** Left out where no cycle has one of these. */
  of?: (keyof CycleSummary)[];
}

/** One row a cycle, the newest first. Only the newest 200 until all are asked for. */
export function cycleTable(cycles: CycleSummary[], all: boolean, showAll: () => void): HTMLElement {
  if (cycles.length === 0) return element('p', { class: 'quiet' }, 'No cycles yet.');
  const columns = columnsFor(cycles).filter(
    ({ of }) => !of || cycles.some((cycle) => of.some((field) => cycle[field] !== null)),
  );
  const newest = [...cycles].reverse();
  const shown = all ? newest : newest.slice(0, first);
  const box = dataTable('Cycle table', columns, shown, ({ status }) => ({ 'data-status': status }), 'cycles');
  if (shown.length === newest.length) return box;
  const more = element('button', { type: 'button' }, `Show all ${newest.length} cycles`);
  more.addEventListener('click', showAll);
  return element('div', {}, box, more);
}

function columnsFor(cycles: CycleSummary[]): Column[] {
  const capacities = cycles.flatMap((cycle) => [cycle.cycle_charging_capacity_ah, cycle.cycle_discharging_capacity_ah]);
  const { factor, unit } = scaleFor(capacities, 'Ah');
  const lost = scaleFor(
    cycles.map((cycle) => cycle.irreversible_capacity_ah),
    'Ah',
  );
  const number = (
    head: string,
    field: NumberField,
    places: number,
    { scale = 1, title }: { scale?: number; title?: string } = {},
  ): Column => ({
    head,
    title,
    of: [field],
    cell: (cycle) => {
      const value = cycle[field];
      return decimals(value === null ? null : value / scale, places);
    },
  });
  const ratio = (head: string, field: NumberField, places: number): Column => ({
    head,
    of: [field],
    cell: (cycle) => percent(cycle[field], places),
  });
  const word = (head: string, field: 'charging_end_reason' | 'discharging_end_reason'): Column => ({
    head,
    word: true,
    of: [field],
    cell: (cycle) => cycle[field] ?? none,
  });
  return [
    { head: 'Cycle', cell: ({ derived_cycle_count }) => String(derived_cycle_count) },
    { head: 'Cycler’s', cell: ({ cycle_count }) => (cycle_count === null ? none : String(cycle_count)) },
    { head: 'Status', word: true, cell: ({ status }) => status },
    { head: 'Purpose', word: true, of: ['purpose'], cell: ({ purpose }) => purpose?.replaceAll('_', '-') ?? none },
    { head: 'Began', word: true, cell: ({ started_at_unix_second }) => instant(started_at_unix_second) },
    { head: 'Took', cell: ({ cycle_duration_second }) => duration(cycle_duration_second) },
    number(`Charge ${unit}`, 'cycle_charging_capacity_ah', 4, { scale: factor }),
    number(`Discharge ${unit}`, 'cycle_discharging_capacity_ah', 4, { scale: factor }),
    { head: 'CE', cell: efficiencyCell },
    ratio('Retention', 'capacity_retention', 2),
    number('V̄ charge V', 'mean_charging_voltage_volt', 4),
    number('V̄ discharge V', 'mean_discharging_voltage_volt', 4),
    {
      head: 'Flags',
      word: true,
      cell: (cycle) => tagList(cycleTags(cycle)),
    },
    number('Charge mAh/g', 'specific_charging_capacity_mah_per_gram', 1),
    number('Discharge mAh/g', 'specific_discharging_capacity_mah_per_gram', 1),
    number('Charge mAh/cm²', 'areal_charging_capacity_mah_per_cm2', 3),
    number('Discharge mAh/cm²', 'areal_discharging_capacity_mah_per_cm2', 3),
    number(`Irreversible ${lost.unit}`, 'irreversible_capacity_ah', 3, { scale: lost.factor }),
    ratio('Mean CE', 'average_coulombic_efficiency', 3),
    number('Hysteresis mV', 'voltage_hysteresis_volt', 1, { scale: 1e-3 }),
    ratio('Energy efficiency', 'energy_efficiency', 2),
    number('Wh/kg as built', 'energy_density_watt_hour_per_kilogram', 1),
    number('Wh/kg projected', 'projected_energy_density_watt_hour_per_kilogram', 1),
    number('C charge', 'charging_c_rate', 3),
    number('C discharge', 'discharging_c_rate', 3),
    ratio('CV of charge', 'charging_cv_share', 1),
    ratio('CV of discharge', 'discharging_cv_share', 1),
    word('Charge ended by', 'charging_end_reason'),
    word('Discharge ended by', 'discharging_end_reason'),
    number('Temperature °C', 'temperature_celsius', 1),
    number('Set point °C', 'temperature_set_point_celsius', 0),
  ];
}

/** Fields of a cycle that hold a number. */
type NumberField = {
  [Field in keyof CycleSummary]: CycleSummary[Field] extends number | null ? Field : never;
}[keyof CycleSummary];

function efficiencyCell({ coulombic_efficiency, coulombic_efficiency_reason: reason }: CycleSummary): Node | string {
  if (coulombic_efficiency !== null || reason === null) return percent(coulombic_efficiency, 3);
  return element('span', { class: 'reason' }, reasons[reason]);
}
