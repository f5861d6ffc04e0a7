import type { PulseResistance } from '@cellwatch/events';
import { dataTable, type TableColumn } from './data-table.js';
import { decimals, digits, instant, none, percent, quantity } from './format.js';
import { pulseFlagWords, pulseReasons } from './words.js';

type Row = PulseResistance;

const mostRows = 200;

/** The newest pulses of a cell with every delay, and what a reader must know before trusting one. */
export function pulseTable(rows: Row[]): HTMLElement {
  const ohm = (value: number | null) => (value === null ? none : digits(value));
  const columns: TableColumn<Row>[] = [
    { head: 'Cycle', cell: ({ derived_cycle_count: cycle }) => (cycle === null ? none : String(cycle)) },
    { head: 'Began', word: true, cell: ({ started_at_unix_second: at }) => instant(at) },
    { head: 'Kind', word: true, cell: ({ kind, direction }) => `${kind}, ${direction}` },
    { head: 'Current', cell: ({ current_ampere }) => quantity(current_ampere, 'A') },
    { head: 'Seconds', cell: ({ duration_second }) => decimals(duration_second, 1) },
    { head: 'V before', cell: ({ voltage_before_volt }) => decimals(voltage_before_volt, 4) },
    {
      head: 'Passed',
      title: 'In its half-cycle before it, of the cell’s capacity',
      cell: ({ half_depth, half_direction }) =>
        half_depth === null ? none : `${percent(half_depth, 1)} ${half_direction === 'charge' ? '↑' : '↓'}`,
    },
    {
      head: 'First Ω',
      title: 'At the first record, so many seconds after the edge',
      cell: ({ resistance_ohm, time_second }) => `${digits(resistance_ohm)} @ ${decimals(time_second, 3)} s`,
    },
    { head: '1 s Ω', cell: (row) => ohm(row.resistance_1s_ohm) },
    { head: '10 s Ω', cell: (row) => ohm(row.resistance_10s_ohm) },
    { head: '30 s Ω', cell: (row) => ohm(row.resistance_30s_ohm) },
    { head: 'End Ω', cell: (row) => ohm(row.end_resistance_ohm) },
    {
      head: 'Without diffusion Ω',
      title: 'R_1 + R_int + R_ct by a line in √t; ± 1σ',
      word: true,
      cell: ({ extrapolation, extrapolation_reason }) =>
        extrapolation
          ? `${digits(extrapolation.resistance_ohm)} ± ${digits(extrapolation.resistance_standard_deviation_ohm)}`
          : pulseReasons[extrapolation_reason!],
    },
    {
      head: 'Rest after',
      cell: ({ rest_after, status }) =>
        rest_after ? `${decimals(rest_after.duration_second, 0)} s` : status === 'open' ? 'running' : none,
    },
    { head: 'To know', word: true, cell: ({ flags }) => flags.map((flag) => pulseFlagWords[flag]).join('. ') },
  ];
  return dataTable('Pulses', columns, rows.slice(-mostRows).toReversed(), () => ({}), 'observations');
}
