import type { Relaxation } from '@cellwatch/events';
import { fitRelaxation } from '../relaxation/fit-relaxation.js';
import { relaxationSlope } from '../relaxation/relaxation-slope.js';
import type { Rest } from './state.js';

/** Means over intervals stand for the records; the intervals double in length when there are more. */
const mostIntervals = 64;
const leastRecords = 10;
/** Seconds; of a shorter rest no slope is told. */
const leastDuration = 60;

export function beginRest(start_second: number, first_volt: number): Rest {
  return {
    start_second,
    first_volt,
    last_volt: first_volt,
    duration_second: 0,
    records: 0,
    interval_second: 1,
    counts: [],
    seconds: [],
    volts: [],
    edge: null,
    volt_1s: null,
    volt_10s: null,
  };
}

/** Takes the voltage of the next record of the rest. */
export function advanceRest(rest: Rest, second: number, volt: number): void {
  const { counts, seconds, volts } = rest;
  const passed = second - rest.start_second;
  while (passed >= mostIntervals * rest.interval_second) halve(rest);
  const at = Math.floor(passed / rest.interval_second);
  while (counts.length <= at) {
    counts.push(0);
    seconds.push(0);
    volts.push(0);
  }
  counts[at]++;
  seconds[at] = round(seconds[at] + passed);
  volts[at] = round(volts[at] + volt - rest.first_volt);
}

/** Counts the record, whether its voltage is kept or not. */
export function noteRest(rest: Rest, second: number, volt: number): void {
  rest.records++;
  rest.last_volt = volt;
  rest.duration_second = second - rest.start_second;
}

/** Far below any instrument, and short to write: a checkpoint holds these sums. */
function round(value: number): number {
  return Math.round(value * 1e8) / 1e8;
}

function halve(rest: Rest): void {
  const pairs = Math.ceil(rest.counts.length / 2);
  for (const list of [rest.counts, rest.seconds, rest.volts]) {
    for (let pair = 0; pair < pairs; pair++) list[pair] = round(list[2 * pair] + (list[2 * pair + 1] ?? 0));
    list.length = pairs;
  }
  rest.interval_second *= 2;
}

export function relaxationOf(rest: Rest): Relaxation {
  const means = rest.counts
    .map((count, at) => ({ count, second: rest.seconds[at] / count, volt: rest.volts[at] / count }))
    .filter(({ count }) => count > 0);
  const long = rest.duration_second >= leastDuration && rest.records >= leastRecords;
  const fit = long
    ? fitRelaxation(
        means.map(({ second }) => second),
        means.map(({ volt }) => volt),
        means.map(({ count }) => count),
      )
    : null;
  return {
    edge: rest.edge,
    duration_second: rest.duration_second,
    start_voltage_volt: rest.first_volt,
    voltage_1s_volt: rest.volt_1s,
    voltage_10s_volt: rest.volt_10s,
    end_voltage_volt: rest.last_volt,
    slope_volt_per_hour: long ? lateSlope(rest, means) : null,
    relaxed_voltage_volt: fit && rest.first_volt + fit.relaxed_voltage_volt,
    time_constant_second: fit && fit.time_constant_second,
  };
}

interface Mean {
  count: number;
  second: number;
  volt: number;
}

/** Of the last third. The interval in which that begins counts with its later part, moved along the curve to its middle. */
function lateSlope({ duration_second, interval_second }: Rest, means: readonly Mean[]): number | null {
  const from = (2 / 3) * duration_second;
  const late: Mean[] = [];
  means.forEach((mean, at) => {
    const began = Math.floor(mean.second / interval_second) * interval_second;
    if (began >= from) late.push(mean);
    const next = means[at + 1];
    const share = (began + interval_second - from) / interval_second;
    if (began >= from || share <= 0 || !next) return;
    const moved = ((1 - share) / 2) * interval_second;
    const slope = (next.volt - mean.volt) / (next.second - mean.second);
    late.push({ count: mean.count * share, second: mean.second + moved, volt: mean.volt + moved * slope });
  });
  if (late.length < 3) return null;
  return relaxationSlope(
    late.map(({ second }) => second),
    late.map(({ volt }) => volt),
    late.map(({ count }) => count),
  );
}
