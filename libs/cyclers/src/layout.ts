import type { CounterReset, QuantityName, StepType } from '@cellwatch/events';
import type { DateOrder } from './parse-date.js';
import type { Preamble } from './preamble.js';

/** One vendor column: where it goes. A vendor column that no entry names is dropped. */
export interface LayoutColumn {
  /** The vendor's names for it, lower case: without unit, or the whole label; the first that the header has is taken. */
  names: readonly string[];
  /** A row with a frequency above 0 in `sweep_frequency` is a point of an impedance sweep and is set aside. */
  quantity: QuantityName | 'cycler_state' | 'sweep_frequency';
  /**
   * Unit when the header prints none. `clock`: the cell itself must read like `0d 00:00:00.0`. Of `unix_time_second`:
   * `unix`, `excel day` or `matlab day` where its cells are bare numbers, else they are dates.
   */
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
  /** Labels that the header must have beside its columns, and labels that make it another layout; lower case. */
  beside?: readonly string[];
  without?: readonly string[];
  counter_reset: CounterReset;
  /** What the vendor's states mean; one that is not here is `unknown`. */
  states: Readonly<Record<string, StepType>>;
  /**
   * `signed`: this vendor prints a minus sign for discharge. `signed_with_counters`: it does where it counts charge and
   * discharge apart. Absent: found in the rows, from a minus sign or from the states.
   */
  current_sign?: 'signed' | 'signed_with_counters';
  /** Order of numeric dates that prove none. Absent: month first, with a note. */
  date_order?: DateOrder;
  /** Facts in the lines above the table. */
  preamble: (lines: readonly string[]) => Preamble;
  /** Why the lines above the table make it one that cannot be read; undefined where they do not. */
  refuses?: (lines: readonly string[]) => string | undefined;
  /** What is said of a table that has this label. */
  remarks?: readonly { label: string; says: string }[];
}
