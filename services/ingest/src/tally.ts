import type { Reading, TestHeader } from '@cellwatch/cyclers';

/** What came of a source so far: every row is in `records` or under a reason in `rejects`. */
export interface Tally {
  test: TestHeader | null;
  /** Whose records or rejects came of it. */
  cell_id: string | null;
  records: number;
  /** Impedance sweeps. */
  spectra: number;
  /** Its bytes so far do not tell yet what it is. */
  undecided: boolean;
  rejects: Record<string, { count: number; first: string }>;
}

export function emptyTally(): Tally {
  return { test: null, cell_id: null, records: 0, spectra: 0, undecided: false, rejects: {} };
}

export function addToTally(tally: Tally, readings: readonly Reading[]): void {
  for (const reading of readings) {
    if (reading.kind === 'test') {
      tally.test = reading.test;
      tally.cell_id = reading.test.cell_id;
    }
    if (reading.kind === 'batch') tally.records += reading.batch.length;
    if (reading.kind === 'reject') {
      const { reason, message, cell_id } = reading.reject;
      tally.cell_id ??= cell_id;
      tally.rejects[reason] ??= { count: 0, first: message };
      tally.rejects[reason].count += 1;
    }
  }
}
