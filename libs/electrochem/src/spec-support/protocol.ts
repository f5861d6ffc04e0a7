import type { RecordBatch } from '@cellwatch/events';
import { batchOf, type SpecRecord } from './batch-of.js';

export interface StepPlan {
  /** A; positive charges. A function of the step's time for what is not constant. */
  current: number | ((second: number) => number);
  seconds: number;
  from: number;
  to?: number;
  interval?: number;
  cycle?: number;
  end_status?: number;
}

/** A cell as a Maccor logs it: a row 0.01 s into each step, one per interval, and one at its end. No counter unless asked. */
export function protocol({ counter = false, start = 0, unix = 1.7e9 } = {}) {
  const records: SpecRecord[] = [];
  let time = start;
  let step = 0;
  const self = {
    records,
    step({ current, seconds, from, to = from, interval = 30, cycle = 0, end_status = 133 }: StepPlan) {
      step++;
      const at = (second: number) => (typeof current === 'number' ? current : current(second));
      let capacity = 0;
      let before = 0;
      const add = (second: number, status: number) => {
        capacity += (Math.abs(at((before + second) / 2)) * (second - before)) / 3600;
        before = second;
        const now = at(second);
        records.push({
          record_index: records.length + 1,
          unix_time_second: unix + time + second,
          test_time_second: time + second,
          step_time_second: second,
          step_id: step,
          step_count: step,
          cycle_count: cycle,
          step_type: now === 0 ? 1 : now > 0 ? 2 : 3,
          cycler_state: now === 0 ? 'R' : now > 0 ? 'C' : 'D',
          voltage_volt: from + ((to - from) * second) / seconds,
          current_ampere: now,
          end_status: status,
          ...(counter && { source_capacity_ah: capacity }),
        });
      };
      add(0.01, 0);
      for (let second = interval; second < seconds - 0.01; second += interval) add(second, 1);
      add(seconds, end_status);
      time += seconds;
      return self;
    },
    rest(seconds = 600, voltage = 3.5) {
      return self.step({ current: 0, seconds, from: voltage, end_status: 129 });
    },
    /** A row as the source printed it, at a time since the test began. */
    row(record: SpecRecord) {
      records.push({ record_index: records.length + 1, unix_time_second: unix + record.test_time_second!, ...record });
      time = Math.max(time, record.test_time_second!);
      return self;
    },
    time: () => time,
    batch(more: Partial<RecordBatch> = {}) {
      return batchOf(records, more);
    },
  };
  return self;
}
