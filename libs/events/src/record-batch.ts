import type { QuantityName } from './quantities.js';

/** Which clock `unix_time_second` came from: the row's wall clock, or the test's start plus test time. */
export type ClockSource = 'wall' | 'test_start' | 'none';

/** When the source's capacity counters go back to zero; `unknown` when the source does not say. */
export type CounterReset = 'step' | 'cycle' | 'test' | 'block' | 'unknown';

/** A column of texts drawn from few words: `dictionary[codes[i]]` is row i's text. */
export interface DictionaryColumn {
  dictionary: string[];
  codes: Uint8Array;
}

/**
 * Many records of one test, as columns, in the order of the source. One message carries one batch of 1 to 500 records.
 * Every column is `length` long; NaN where the source printed nothing; a quantity that the source lacks has no column.
 */
export interface RecordBatch {
  cell_id: string;
  test_id: string;
  equipment_id: string;
  channel_id: string;
  /** Declared table that read it, for example `maccor.text.seconds`. */
  source_format: string;
  clock_source: ClockSource;
  counter_reset: CounterReset;
  /** Unix seconds of the export that printed these rows. Of two values of one key the later export wins. */
  exported_at: number;
  /** True while the source is a running test: only such a test can fall silent. */
  live: boolean;
  length: number;
  columns: Partial<Record<QuantityName, Float64Array>>;
  cycler_state?: DictionaryColumn;
  /** Columns of a newer writer, kept as they came so that a pass through this program loses nothing. */
  unknown_columns?: { number: number; bytes: Uint8Array }[];
}

export const recordsPerMessage = 500;
