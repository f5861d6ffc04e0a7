import { quantities, type QuantityName } from '@cellwatch/events';
import type { ReadOptions } from './cycler-reader.js';
import { clockKinds, type ClockKind } from './clock-column.js';
import { findColumn } from './find-column.js';
import type { Table } from './recognise.js';
import { unitOf } from './units.js';

/** A vendor column of numbers, bound to ours. */
export interface NumberColumn {
  quantity: QuantityName;
  field: number;
  /** Vendor's header, for error texts. */
  label: string;
  /** As printed or declared. */
  unit: string;
  /** `clock`: cells read like 0d 00:00:00; either kind of cell is taken, this says which is likely. */
  kind: 'number' | 'integer' | 'clock';
  times: number;
  per: number;
  scale: number;
  /** Largest magnitude that the table can hold, in our unit. */
  limit: number;
  /** A row without it is refused. */
  required: boolean;
  zero_is_missing: boolean;
}

export interface BoundColumns {
  numbers: NumberColumn[];
  /** Fields; -1 where the source has none. */
  date: number;
  date_kind: ClockKind;
  state: number;
  sweep: number;
}

const integers: readonly QuantityName[] = ['record_index', 'step_id', 'step_count', 'cycle_count', 'end_status'];
const needed: readonly QuantityName[] = [
  'record_index',
  'test_time_second',
  'step_time_second',
  'step_id',
  'voltage_volt',
  'current_ampere',
];
const largest = { 2: 32767, 4: 2147483647, 8: Number.MAX_SAFE_INTEGER };

/** Largest magnitude that the table can hold, or for a voltage that a cell can show. */
export function limitOf(quantity: QuantityName): number {
  const { scale, bytes } = quantities[quantity];
  return quantity === 'voltage_volt' ? 20 : largest[bytes] / scale;
}

/** Binds a recognised table's columns to ours, with the units of the header, the layout or, first of all, the caller. */
export function bindColumns(table: Table, firstRow: readonly string[], options: ReadOptions): BoundColumns {
  const told: Partial<Record<QuantityName, string>> = {
    current_ampere: options.current_unit,
    voltage_volt: options.voltage_unit,
    source_capacity_ah: options.capacity_unit,
    source_charging_capacity_ah: options.capacity_unit,
    source_discharging_capacity_ah: options.capacity_unit,
    source_energy_wh: options.energy_unit,
    source_charging_energy_wh: options.energy_unit,
    source_discharging_energy_wh: options.energy_unit,
    test_time_second: options.time_unit,
    step_time_second: options.time_unit,
  };
  const bound: BoundColumns = { numbers: [], date: -1, date_kind: 'date', state: -1, sweep: -1 };
  for (const column of table.layout.columns) {
    const field = findColumn(column, table.header, firstRow);
    if (field < 0) continue;
    const { quantity } = column;
    if (quantity === 'cycler_state') bound.state = field;
    else if (quantity === 'sweep_frequency') bound.sweep = field;
    else if (quantity === 'unix_time_second') {
      if (bound.date >= 0) continue;
      bound.date = field;
      bound.date_kind = clockKind(column.unit, firstRow[field] ?? '');
    } else if (!bound.numbers.some((other) => other.quantity === quantity)) {
      const unit = told[quantity] ?? table.header[field].unit ?? column.unit ?? '1';
      const { scale } = quantities[quantity];
      bound.numbers.push({
        quantity,
        field,
        label: table.header[field].label,
        unit,
        kind: integers.includes(quantity) ? 'integer' : firstRow[field]?.includes(':') ? 'clock' : 'number',
        // a bare number in a column that must read like a clock has no unit
        ...(unitOf(quantity, unit) ?? { times: NaN, per: 1 }),
        scale,
        limit: limitOf(quantity),
        required: needed.includes(quantity),
        zero_is_missing: column.zero_is_missing ?? false,
      });
    }
  }
  return bound;
}

/** Bare numbers as the layout declares them; what has marks of a date is one. */
function clockKind(declared: string | undefined, cell: string): ClockKind {
  const kind = clockKinds.find((known) => known === declared);
  return kind && /^\s*\d*[.,]?\d*(e[+-]?\d+)?\s*$/i.test(cell) ? kind : 'date';
}
