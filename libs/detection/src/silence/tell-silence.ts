import type { AlertStatus, CellAlert } from '@cellwatch/events';
import { tellChange } from '../tell-change.js';
import type { SilenceDeadline } from './silence-deadline.js';
import { silenceRule } from './silence-rule.js';
import type { SilenceState } from './silence-state.js';

const doing = { rest: 'at rest', charge: 'charging', discharge: 'discharging', control: 'under control' };

/**
 * The alert that the last record of `state` is followed by silence; `ended` by a record that came at that time. Whoever tells it,
 * tells it in the same words: when the silence was found is no part of it.
 */
export function tellSilence(
  { facts, test, last }: SilenceState,
  { limit_second, usual_second, unix_second }: SilenceDeadline,
  rules_version: string,
  ended_unix_second: number | null,
): CellAlert {
  const { record_index, kind, standing } = last!;
  const status: AlertStatus = ended_unix_second === null ? 'firing' : 'cleared';
  const value = ended_unix_second === null ? limit_second : microsecond(ended_unix_second - last!.unix_second);
  const usual = usual_second === null ? '' : ` Usual ${doing[kind]}: every ${inWords(usual_second)}.`;
  const over = standing === 'between' ? ' The last record ended a step: the test may be over.' : '';
  return tellChange(facts, silenceRule, rules_version, {
    status,
    severity: standing === 'between' ? 'notice' : 'warning',
    test_id: test!.test_id,
    record_index,
    raised_at_unix_second: unix_second,
    changed_at_unix_second: ended_unix_second ?? unix_second,
    derived_cycle_count: null,
    changed_cycle_count: null,
    message: `No record ${status === 'firing' ? 'for more than' : 'came for'} ${inWords(value)}.${usual}${over}`,
    evidence: {
      quantity: 'inter_arrival_second',
      unit: 's',
      value,
      limit: limit_second,
      baseline: usual_second,
      regime: null,
      first_record_index: record_index,
      last_record_index: record_index,
      chart: null,
    },
  });
}

/** Differences of times as they are stored. */
export function microsecond(second: number): number {
  return Math.round(second * 1e6) / 1e6;
}

function inWords(second: number): string {
  if (second < 120) return `${Number(second.toPrecision(3))} s`;
  if (second < 7_200) return `${Number((second / 60).toPrecision(3))} min`;
  return `${Number((second / 3600).toPrecision(3))} h`;
}
