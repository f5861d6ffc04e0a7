import { isDeepStrictEqual } from 'node:util';
import { openCyclerReader, type Reading, type ReadOptions } from '@cellwatch/cyclers';
import { survey, surveyReadings } from './survey.js';

/** Of a text file so much is enough; a binary one is read whole. */
const most = 120_000;

/** The readings of a file are the same however its bytes are cut. */
export function anyCuts(file: Uint8Array, options: ReadOptions, size = most): void {
  const bytes = file.subarray(0, size);
  const whole = readingsOf(bytes, [bytes.length], options);
  const next = generator(bytes.length);
  for (const largest of [5, 300, 20_000]) {
    const count = Math.ceil((2.5 * bytes.length) / largest);
    const sizes = Array.from({ length: count }, () => 1 + Math.floor(next() * largest));
    expect([largest, isDeepStrictEqual(readingsOf(bytes, sizes, options), whole)]).toEqual([largest, true]);
  }
}

/** A reader may be stopped and another may go on from its state, anywhere: the same records follow. */
export function anyStops(file: Uint8Array, options: ReadOptions, size = most): void {
  const bytes = file.subarray(0, size);
  const whole = survey(bytes, options);
  const next = generator(bytes.length);
  const readings: Reading[] = [];
  let reader = openCyclerReader(options);
  for (let at = 0; at < bytes.length;) {
    const size = Math.floor(next() * 15_000);
    readings.push(...reader.write(bytes.subarray(at, at + size)));
    at = Math.min(bytes.length, at + size);
    if (next() < 0.5) readings.push(...reader.flush());
    const saved = JSON.parse(JSON.stringify(reader.state()));
    reader = openCyclerReader(options, saved);
    at = saved.bytes;
  }
  const again = surveyReadings([...readings, ...reader.end()]);
  for (const name of Object.keys(whole.batches[0]?.columns ?? {}) as never[])
    expect([name, isDeepStrictEqual(again.column(name), whole.column(name))]).toEqual([name, true]);
  expect(again.states()).toEqual(whole.states());
  expect(again.rejects).toEqual(whole.rejects);
  expect(again.test).toEqual(whole.test);
}

function generator(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

function readingsOf(bytes: Uint8Array, sizes: readonly number[], options: ReadOptions): Reading[] {
  const reader = openCyclerReader(options);
  const readings: Reading[] = [];
  let at = 0;
  for (const size of sizes) {
    if (at >= bytes.length) break;
    readings.push(...reader.write(bytes.subarray(at, at + size)));
    at += size;
  }
  if (at < bytes.length) readings.push(...reader.write(bytes.subarray(at)));
  return [...readings, ...reader.end()];
}
