import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { openCyclerReader, type Reading, type ReadOptions, type TestHeader } from '@cellwatch/cyclers';
import type { QuantityName, RecordBatch, Reject } from '@cellwatch/events';

export const dataFolder = fileURLToPath(new URL('../../../shared/data', import.meta.url));
export const haveFiles = existsSync(dataFolder);

/** A vendor file, unpacked; its path below the folder of all of them. */
export function fileBytes(path: string): Uint8Array {
  const bytes = readFileSync(join(dataFolder, path));
  return path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

/** The rows of a table of results that stands beside a vendor file, without its remarks and header. */
export function expectedRows(path: string): string[][] {
  const lines = readFileSync(join(dataFolder, path), 'utf8').trim().split('\n');
  return lines
    .filter((line) => !line.startsWith('#'))
    .slice(1)
    .map((line) => line.trim().split(','));
}

/** Everything that one file gave, put together. */
export interface Survey {
  test: TestHeader | undefined;
  batches: RecordBatch[];
  rejects: Reject[];
  records: number;
  column(quantity: QuantityName): number[];
  states(): string[];
}

export function surveyReadings(readings: readonly Reading[]): Survey {
  const tests = readings.flatMap((reading) => (reading.kind === 'test' ? [reading.test] : []));
  const batches = readings.flatMap((reading) => (reading.kind === 'batch' ? [reading.batch] : []));
  return {
    test: tests.at(-1),
    batches,
    rejects: readings.flatMap((reading) => (reading.kind === 'reject' ? [reading.reject] : [])),
    records: batches.reduce((sum, { length }) => sum + length, 0),
    column: (quantity) => batches.flatMap(({ columns }) => Array.from(columns[quantity] ?? [])),
    states: () =>
      batches.flatMap(({ cycler_state }) =>
        cycler_state ? Array.from(cycler_state.codes, (code) => cycler_state.dictionary[code]) : [],
      ),
  };
}

/** Reads bytes in pieces of the given sizes, the last repeated; by default at once. */
export function survey(bytes: Uint8Array, options: ReadOptions, sizes: readonly number[] = [bytes.length]): Survey {
  const reader = openCyclerReader(options);
  const readings: Reading[] = [];
  for (let at = 0, k = 0; at < bytes.length; k++) {
    const size = Math.max(1, sizes[Math.min(k, sizes.length - 1)]);
    readings.push(...reader.write(bytes.subarray(at, at + size)));
    at += size;
  }
  return surveyReadings([...readings, ...reader.end()]);
}
