import type { CounterReset, QuantityName, StepType } from '@cellwatch/events';

/** One vendor column: where it goes. A vendor column that no entry names is dropped. */
export interface LayoutColumn {
  /** The vendor's names for it, lower case, without unit; the first that the header has is taken. */
  names: readonly string[];
  quantity: QuantityName | 'cycler_state';
  /** Unit when the header prints none. `clock`: the cell itself must read like `0d 00:00:00.0`. */
  unit?: string;
  /** The header must print this unit, or it is another layout. */
  printed_unit?: string;
  /** The next column says the unit in its cells, and it must be `unit`. */
  unit_beside?: readonly string[];
  /** A header without it is another layout. */
  required?: boolean;
  /** The cycler prints 0 where it measured nothing. */
  zero_is_missing?: boolean;
}

/** One variant of a vendor's export, declared. */
export interface Layout {
  source_format: string;
  /** For people: how to know it. */
  title: string;
  columns: readonly LayoutColumn[];
  counter_reset: CounterReset;
  /** What the vendor's states mean; one that is not here is `unknown`. */
  states: Readonly<Record<string, StepType>>;
}
