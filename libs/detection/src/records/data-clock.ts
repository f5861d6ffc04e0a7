import { topics } from '@cellwatch/events';
import type { Rule } from '../rule.js';
import { followHalf, type HalfUnit } from './half-unit.js';
import type { Finding, RecordDetector } from './record-detector.js';

export const dataClockRule: Rule = {
  code: 'DATA_CLOCK',
  version: 1,
  topic: topics.records,
  severities: ['notice'],
  title: 'Clock of the records is wrong',
  description:
    'A record has the time of the one before, or an earlier one; it counts for nothing, or the clock has begun again with it.',
  likely_cause: 'The cycler writes a row twice at the edge of a step, or its clock was set.',
  look_alikes: ['None of the cell: it is an error of the data.'],
  limits: [
    { name: 'wrong_records', unit: '1', default: 1, minimum: 1, maximum: 10_000, description: 'In one half-cycle.' },
  ],
};

export interface DataClockState {
  unit: HalfUnit | null;
  wrong: number;
}

/**
 * DATA_CLOCK: times that cannot be.
 *
 * Signature: the same test time twice in a row, a time earlier than the record before (dropped where the next goes on as before, else the
 * clock has begun again). Threshold: the first in a half-cycle. The half-cycle is the unit; three without any end the episode. It pages
 * nobody. Look-alikes: none. Source: some cyclers repeat a row at each step edge, and some print a lone record of time 0 there.
 */
export const dataClock: RecordDetector<DataClockState> = {
  rule: dataClockRule,
  initial: () => ({ unit: null, wrong: 0 }),
  added(state, look, limits, from) {
    if (!look.running) return;
    const unit = followHalf(state.unit, look.running);
    if (unit === state.unit) return;
    if (state.unit?.established && !state.unit.raised)
      look.judge(from, found(state.wrong, limits.wrong_records, 'of the half-cycle before are in order', 0));
    state.unit = unit;
    state.wrong = 0;
  },
  misclocked(state, look, limits, row, reason) {
    state.wrong++;
    if (state.wrong < limits.wrong_records || state.unit?.raised) return;
    if (state.unit) state.unit.raised = true;
    const what = {
      repeated: 'repeat the time of the one before: they are left out',
      backward: 'run backward: they are left out',
      restarted: 'begin again in the middle of a test',
    }[reason];
    look.judge(row, found(state.wrong, limits.wrong_records, what, look.columns.values.test_time_second[row]));
  },
};

function found(wrong: number, limit: number, what: string, second: number): Finding {
  return {
    excess: wrong / limit,
    severity: 'notice',
    message: `Times of records ${what} (${second} s).`,
    evidence: { quantity: 'records_with_wrong_time', unit: '1', value: wrong, limit },
  };
}
