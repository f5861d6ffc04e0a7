import type { ResistanceEstimate } from '@cellwatch/events';
import { dataTable, type TableColumn } from './data-table.js';
import { estimateText } from './estimate-text.js';
import { digits, instant, none } from './format.js';

type Row = ResistanceEstimate;

/** Every estimate of a cell with its deviations, and why there is none. */
export function resistanceTable(rows: Row[]): HTMLElement {
  const any = (of: (row: Row) => unknown) => rows.some((row) => of(row) !== null);
  const columns: (TableColumn<Row> | false)[] = [
    { head: 'Cycle', cell: ({ derived_cycle_count: cycle }) => (cycle === null ? none : String(cycle)) },
    any((row) => row.measured_at_unix_second) && {
      head: 'Measured',
      word: true,
      cell: ({ measured_at_unix_second: at }) => (at === null ? none : instant(at)),
    },
    { head: 'Circuit', word: true, cell: ({ circuit_id }) => circuit_id },
    { head: 'Verdict', word: true, cell: verdictOf },
    {
      head: 'R_1 Ω',
      cell: (row) => estimateText(row.ohmic_resistance_ohm, row.ohmic_resistance_standard_deviation_ohm),
    },
    {
      head: 'R_int Ω',
      cell: (row) => estimateText(row.interphase_resistance_ohm, row.interphase_resistance_standard_deviation_ohm),
    },
    {
      head: 'R_ct Ω',
      cell: (row) =>
        estimateText(row.charge_transfer_resistance_ohm, row.charge_transfer_resistance_standard_deviation_ohm),
    },
    any((row) => row.charge_transfer_resistance_ohm_cm2) && {
      head: 'R_ct Ω·cm²',
      cell: (row) =>
        estimateText(row.charge_transfer_resistance_ohm_cm2, row.charge_transfer_resistance_standard_deviation_ohm_cm2),
    },
    { head: 'R_ct / ref', title: 'Over the reference of its series', cell: (row) => digitsOr(row.resistance_ratio) },
    {
      head: 'σ_W Ω/√s',
      cell: (row) =>
        estimateText(
          row.warburg_coefficient_ohm_per_root_second,
          row.warburg_coefficient_standard_deviation_ohm_per_root_second,
        ),
    },
    {
      head: 'D / D_first',
      title: 'Apparent diffusion coefficient over that of the first of the series',
      cell: (row) => digitsOr(row.relative_diffusion_coefficient),
    },
    any((row) => row.diffusion_coefficient_cm2_per_second) && {
      head: 'D cm²/s',
      cell: (row) =>
        estimateText(
          row.diffusion_coefficient_cm2_per_second,
          row.diffusion_coefficient_standard_deviation_cm2_per_second,
        ),
    },
    { head: 'Why', word: true, cell: ({ findings }) => findings.map(({ message }) => message).join('. ') },
  ];
  return dataTable(
    'Resistances',
    columns.filter((column) => column !== false),
    rows.toReversed(),
    attributesOf,
    'observations',
  );
}

function attributesOf({ growth, verdict }: Row): Record<string, string> {
  if (growth) return { 'data-state': 'growth' };
  return verdict === 'refused' ? { 'data-state': 'refused' } : {};
}

function verdictOf({ verdict, comparable, growth }: Row): string {
  if (growth) return `growth, ${growth}`;
  return verdict === 'accepted' && !comparable ? 'accepted, not comparable' : verdict;
}

const digitsOr = (value: number | null) => (value === null ? none : digits(value));
