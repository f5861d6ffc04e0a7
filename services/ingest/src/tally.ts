import type { Reading, TestHeader } from '@cellwatch/cyclers';

/** What came of a source so far: every row is in `records` or under a reason in `rejects`. */
export interface Tally {
  test: TestHeader | null;
  records: number;
  rejects: Record<string, { count: number; first: string }>;
}

export function emptyTally(): Tally {
  return { test: null, records: 0, rejects: {} };
}

export function addToTally(tally: Tally, readings: readonly Reading[]): void {
  for (const reading of readings) {
    if (reading.kind === 'test') tally.test = reading.test;
    if (reading.kind === 'batch') tally.records += reading.batch.length;
    if (reading.kind === 'reject') {
      const { reason, message } = reading.reject;
      tally.rejects[reason] ??= { count: 0, first: message };
      tally.rejects[reason].count += 1;
    }
  }
}
