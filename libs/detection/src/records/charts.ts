import type { RecordColumns } from '@cellwatch/electrochem';
import type { AlertEvidence } from '@cellwatch/events';

/** Points of a small chart: test time in s, voltage in V. */
export interface Points {
  seconds: number[];
  volts: number[];
}

const mostPoints = 32;

/** The last records, whatever step they are of. */
export function advanceRecent(recent: Points, { values }: RecordColumns, from: number, to: number): void {
  const first = Math.max(from, to - mostPoints + 1);
  const kept = Math.max(0, mostPoints - 1 - (to - first));
  for (const [list, column] of [
    [recent.seconds, values.test_time_second],
    [recent.volts, values.voltage_volt],
  ] as const) {
    if (list.length > kept) list.splice(0, list.length - kept);
    for (let row = first; row < to; row++) list.push(column[row]);
  }
}

/** `recent` and then rows `from` to `row`, the last 32 of them. */
export function recentChart(recent: Points, { values }: RecordColumns, from: number, row: number) {
  const tail = (list: number[], column: Float64Array) =>
    [...list, ...column.subarray(Math.max(from, row - mostPoints + 1), row + 1)].slice(-mostPoints);
  return chart(tail(recent.seconds, values.test_time_second), tail(recent.volts, values.voltage_volt));
}

/** The course of a half, one point an interval that doubles when there are too many. */
export interface Course extends Points {
  test_id: string;
  first_record_index: number;
  interval_second: number;
  next_second: number;
}

export function beginCourse(test_id: string, first_record_index: number): Course {
  return { test_id, first_record_index, interval_second: 15, next_second: -1, seconds: [], volts: [] };
}

export function advanceCourse(course: Course, { values }: RecordColumns, from: number, to: number): void {
  const { test_time_second, voltage_volt } = values;
  for (let row = from; row < to; row++) {
    const second = test_time_second[row];
    if (second < course.next_second) continue;
    if (course.seconds.length === mostPoints - 1) {
      course.interval_second *= 2;
      course.seconds = course.seconds.filter((_, at) => at % 2 === 0);
      course.volts = course.volts.filter((_, at) => at % 2 === 0);
    }
    course.seconds.push(second);
    course.volts.push(voltage_volt[row]);
    course.next_second = second + course.interval_second;
  }
}

/** Of `course` as it was before row `from`, moved on to `row`, which comes last. */
export function courseChart(course: Course, columns: RecordColumns, from: number, row: number) {
  const moved = { ...course, seconds: [...course.seconds], volts: [...course.volts] };
  advanceCourse(moved, columns, from, row);
  const { test_time_second, voltage_volt } = columns.values;
  return chart([...moved.seconds, test_time_second[row]], [...moved.volts, voltage_volt[row]]);
}

function chart(x: number[], y: number[]): NonNullable<AlertEvidence['chart']> {
  return { x_quantity: 'test_time_second', x, y };
}
