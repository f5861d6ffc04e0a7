import type { CellFacts } from '@cellwatch/events';
import { emptySketch, type IntervalSketch } from './interval-sketch.js';

export const silenceKinds = ['rest', 'charge', 'discharge', 'control'] as const;
/** Steps that a cycler logs alike. */
export type SilenceKind = (typeof silenceKinds)[number];

/** Plain JSON of bounded size: when the cell's next record is due. */
export interface SilenceState {
  facts: Pick<CellFacts, 'cell_id' | 'facts_version'>;
  test: { test_id: string; first_unix_second: number; live: boolean; has_clock: boolean; is_maccor: boolean } | null;
  /** So that a record of one of them is known to come late. */
  earlier_tests: string[];
  last: LastSeen | null;
  largest_current_ampere: number;
  /** Between records of one test, by the kind of step of the earlier one. */
  intervals: Record<SilenceKind, IntervalSketch>;
  /** It was told that the last record is followed by silence. */
  told: boolean;
  /** The latest tick, and whether it found the last record as the last. */
  now_unix_second: number | null;
  is_waiting: boolean;
  /** How old the last record had become when overdue ones came that showed that none was missing. No part of what is told, only of when. */
  waits: { age_second: number; unix_second: number }[];
}

export interface LastSeen {
  record_index: number;
  unix_second: number;
  kind: SilenceKind;
  /** `between`: the record ended its step, and nothing says what follows. `standing`: ended, paused or suspended. */
  standing: 'running' | 'between' | 'standing';
  /** From the record before, where that is of a step of the same kind. */
  interval_second: number | null;
}

export function initialSilenceState({ cell_id, facts_version }: CellFacts): SilenceState {
  return {
    facts: { cell_id, facts_version },
    test: null,
    earlier_tests: [],
    last: null,
    largest_current_ampere: 0,
    intervals: { rest: emptySketch(), charge: emptySketch(), discharge: emptySketch(), control: emptySketch() },
    told: false,
    now_unix_second: null,
    is_waiting: false,
    waits: [],
  };
}
