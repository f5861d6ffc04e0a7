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
  return { start_second, first_volt, last_volt: first_volt, duration_second: 0, interval_second: 1, counts: [], seconds: [], volts: [], edge: null, volt_1s: null, volt_10s: null };
}

/** Takes the next record of the rest. */
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
  seconds[at] += passed;
  volts[at] += volt - rest.first_volt;
  rest.last_volt = volt;
  rest.duration_second = passed;
}

function halve(rest: Rest): void {
  const pairs = Math.ceil(rest.counts.length / 2);
  for (const list of [rest.counts, rest.seconds, rest.volts]) {
    for (let pair = 0; pair < pairs; pair++) list[pair] = list[2 * pair] + (list[2 * pair + 1] ?? 0);
    list.length = pairs;
  }
  rest.interval_second *= 2;
}

export function relaxationOf(rest: Rest): Relaxation {
  const time: number[] = [];
  const voltage: number[] = [];
  const weights: number[] = [];
  rest.counts.forEach((count, at) => {
    if (count === 0) return;
    time.push(rest.seconds[at] / count);
    voltage.push(rest.volts[at] / count);
    weights.push(count);
  });
  const long = rest.duration_second >= leastDuration;
  const late = time.findIndex((second) => second >= (2 / 3) * rest.duration_second);
  const records = weights.reduce((sum, count) => sum + count, 0);
  const fit = long && records >= leastRecords ? fitRelaxation(time, voltage, weights) : null;
  return {
    edge: rest.edge,
    duration_second: rest.duration_second,
    start_voltage_volt: rest.first_volt,
    voltage_1s_volt: rest.volt_1s,
    voltage_10s_volt: rest.volt_10s,
    end_voltage_volt: rest.last_volt,
    slope_volt_per_hour:
      long && late >= 0 ? relaxationSlope(time.slice(late), voltage.slice(late), weights.slice(late)) : null,
    relaxed_voltage_volt: fit && rest.first_volt + fit.relaxed_voltage_volt,
    time_constant_second: fit && fit.time_constant_second,
  };
}
