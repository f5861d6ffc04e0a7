import type { DateOrder } from '../parse-date.js';

/** What a column of a sweep can hold. `cycle` and `number` tell sweeps of one file apart. */
export type SweepQuantity =
  | 'frequency'
  | 'angular_frequency'
  | 'real'
  | 'imaginary'
  | 'modulus'
  | 'phase'
  | 'cycle'
  | 'number'
  | 'time'
  | 'voltage'
  | 'temperature';

/** One vendor's text export. */
export interface SpectrumLayout {
  source_format: string;
  title: string;
  /** The first line of the file that has it makes the file this vendor's. */
  signature: RegExp;
  /** The line that names the columns; its first group, where it has one, is the names alone. */
  header: RegExp;
  /** The line before that one, where the names alone could stand elsewhere too. */
  table?: RegExp;
  /** Between names and between cells; `cells` where the two differ. */
  separator: string | RegExp;
  cells?: string;
  /** The line below the names has their units. */
  unit_line?: boolean;
  /** Lines between the names and the rows. */
  skip?: RegExp;
  /** Ends the table; otherwise it goes on to the end of the file. */
  ends?: RegExp;
  /** Names without their units, in lower case, and what they are. Others are left alone. */
  columns: Record<string, SweepQuantity>;
  instrument?: RegExp | string;
  date?: RegExp;
  time?: RegExp;
  date_order?: DateOrder;
  specimen?: RegExp;
  area?: RegExp;
  /** How many points the file says that it has. */
  declared_points?: RegExp;
}
