import type { CounterReset, QuantityName, RejectReason, StepType } from '@cellwatch/events';
import type { ClockSource } from '@cellwatch/events';
import type { WallDate } from '../parse-date.js';

/** A whole test from a binary file: columns in our units and signs, as long as the test. */
export interface Recording {
  kind: 'recording';
  source_format: string;
  title: string;
  procedure: string;
  comment: string;
  tester: string;
  channel: string;
  /** As the lab's clock showed it. */
  started: WallDate | null;
  clock_source: ClockSource;
  counter_reset: CounterReset;
  notes: string[];
  /** Names the test where it has no title. */
  first_rows: Uint8Array[];
  length: number;
  /** `unix_time_second` is missing where the clock is not the rows' own. */
  columns: Partial<Record<QuantityName, Float64Array>>;
  states: { words: string[]; types: StepType[]; codes: Uint8Array };
}

/** Why a binary file is none that can be read. */
export interface RecordingRefused {
  kind: 'refused';
  reason: RejectReason;
  message: string;
}

export function refused(reason: RejectReason, message: string): RecordingRefused {
  return { kind: 'refused', reason, message };
}
