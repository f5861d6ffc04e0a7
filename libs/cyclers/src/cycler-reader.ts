import type { RecordBatch, Reject } from '@cellwatch/events';

/** What the caller knows of a source and the source may not say. */
export interface ReadOptions {
  /** As the sender knows it; it names the source in rejects, and the cell when nothing better does. */
  file_name: string;
  cell_id?: string;
  /** IANA name of the zone in which the lab's clocks were read. */
  time_zone: string;
  /** What 06/05/2021 means. Without it the file's own dates decide where they can, else month first. */
  date_order?: 'mdy' | 'dmy';
  equipment_id?: string;
  /** The source is a running test. */
  live?: boolean;
  /** A unit told here replaces the header's or the layout's, and is taken at its word: no unit is suspected then. */
  current_unit?: 'A' | 'mA' | 'uA';
  voltage_unit?: 'V' | 'mV';
  capacity_unit?: 'Ah' | 'mAh';
  energy_unit?: 'Wh' | 'mWh';
  time_unit?: 's' | 'min' | 'h' | 'd';
  /** Told of a file that has no state column and prints a minus sign for discharge. */
  current_sign?: 'signed';
  records_per_batch?: number;
}

/** What a reader gives, in the order of the source. */
export type Reading =
  { kind: 'test'; test: TestHeader } | { kind: 'batch'; batch: RecordBatch } | { kind: 'reject'; reject: Reject };

/** A test as its source introduces it. Comes before its records; again when the current's sign has become clear. */
export interface TestHeader {
  cell_id: string;
  test_id: string;
  equipment_id: string;
  channel_id: string;
  source_format: string;
  /** The vendor's name of the test; empty where it printed none. */
  title: string;
  procedure: string;
  comment: string;
  /** Null where the source prints no start, or a date without a time. */
  started_at_unix_second: number | null;
  /** The source's own export date; null: a batch's `exported_at` is its last record's time. */
  exported_at: number | null;
  clock_source: RecordBatch['clock_source'];
  counter_reset: RecordBatch['counter_reset'];
  /** `from_state`: no minus sign was seen yet and the direction is the state column's; `unknown`: nor is there a state column. */
  current_sign: 'signed' | 'from_state' | 'unknown';
  /** What was assumed, in plain sentences. */
  notes: string[];
}

/**
 * Turns the bytes of one cycler file into readings, as they come. Readings do not depend on how the bytes were cut;
 * only `flush` cuts batches short. Every row that is not blank becomes a record or a reject. A binary file is kept until `end`.
 */
export interface CyclerReader {
  write(chunk: Uint8Array): Reading[];
  /** What is complete so far, without ending: the rows that were held back to fill a batch. A half-written line waits. */
  flush(): Reading[];
  /** The source will not grow: decides about a last line without a line end, and about a source that was never recognised. */
  end(): Reading[];
  /**
   * The source broke before its end: what is complete so far, and a reject that says why (`what`) with the bytes that could
   * not be taken, the line it broke in. Half a line is never taken for a whole one.
   */
  breakOff(what: string): Reading[];
  /**
   * All that is needed to go on after a restart. Give it to a new reader and write the source's bytes from `bytes` on: the
   * same records follow. After `flush` that is everything written so far; else it may lie before rows still held back.
   */
  state(): ReaderState;
}

/** Plain JSON. */
export interface ReaderState {
  version: 1;
  /** Offset in the source from which to write again. */
  bytes: number;
  /** `whole`: a binary file, which is read at its end. */
  stage: 'head' | 'rows' | 'whole' | 'refused';
  /** The header and first rows, from which the layout is recognised again. */
  head_base64: string;
  /** Bytes before `bytes` that were not read yet: a half-written line. */
  tail_base64: string;
  /** Offset at which that line begins. */
  tail_at: number;
  rows: RowsState | null;
}

export interface RowsState {
  /** 1-based number of the next line. */
  line: number;
  /** Rows so far, refused ones too. */
  ordinal: number;
  record_index: number | null;
  step_count: number;
  step_id: number | null;
  step_time_second: number | null;
  cycler_state: string | null;
  unix_time_second: number | null;
  test_time_second: number | null;
  signed: boolean;
  announced_sign: TestHeader['current_sign'] | null;
}
