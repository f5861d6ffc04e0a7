import type { RecordBatch } from '@cellwatch/events';
import { median } from '../median.js';
import { robustDeviation } from '../robust-deviation.js';

/** How a cycle's charge was recorded. */
export interface ChargeSurvey {
  records: number;
  /** Median time from record to record, s. */
  interval_second: number;
  /** The time that 99 of 100 of them do not exceed, s. */
  longest_interval_second: number;
  /** Robust standard deviation of the voltage from record to record at constant current, V; null below 8 of them. */
  deviation_volt: number | null;
}

const likeCurrent = 0.01;
const fewest = 8;

/** What the records of one cycle tell of how its charge was recorded: those with a positive current. Null below 3 of them in a row. */
export function surveyCharge(batches: readonly RecordBatch[]): ChargeSurvey | null {
  const intervals: number[] = [];
  const rises: number[] = [];
  let before: { second: number; volt: number; ampere: number; test_id: string } | null = null;
  for (const { test_id, columns, length } of batches) {
    const { test_time_second, voltage_volt, current_ampere } = columns;
    for (let row = 0; row < length; row++) {
      const [second, volt, ampere] = [test_time_second, voltage_volt, current_ampere].map(
        (column) => column?.[row] ?? NaN,
      );
      if (before && before.test_id === test_id && ampere > 0 && before.ampere > 0 && second > before.second) {
        intervals.push(second - before.second);
        if (Math.abs(ampere - before.ampere) <= likeCurrent * ampere && Number.isFinite(volt - before.volt))
          rises.push(volt - before.volt);
      }
      before = { second, volt, ampere, test_id };
    }
  }
  if (intervals.length < 2) return null;
  intervals.sort((one, other) => one - other);
  return {
    records: intervals.length + 1,
    interval_second: median(intervals),
    longest_interval_second: intervals[Math.ceil(0.99 * intervals.length) - 1],
    deviation_volt: rises.length < fewest ? null : robustDeviation(rises),
  };
}
