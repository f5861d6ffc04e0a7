import { openCyclerReader, type ReadOptions } from '@cellwatch/cyclers';

/** Whether a file is a cycler's as well, beside its sweeps. */
export function holdsRecords(bytes: Uint8Array, options: ReadOptions): boolean {
  const reader = openCyclerReader({ ...options, live: false });
  return [...reader.write(bytes), ...reader.end()].some((reading) => reading.kind === 'batch');
}
