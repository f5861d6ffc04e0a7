import { temperatureSetPoint } from '@cellwatch/electrochem';
import { topics } from '@cellwatch/events';
import type { Rule } from '../rule.js';
import type { Limits, Look, RecordDetector } from './record-detector.js';
import { temperatureAt } from './temperature-at.js';

/** Below this share of the limit it counts as quiet. */
const quietShare = 0.7;

export const temperatureRule: Rule = {
  code: 'TEMP',
  version: 1,
  topic: topics.records,
  severities: ['warning', 'critical'],
  title: 'Temperature off its set point',
  description:
    'The chamber’s temperature (the cell’s where no chamber is logged) has been more than 2 °C off the declared set point for 10 minutes. Critical where it is then more than 5 °C off.',
  likely_cause: 'The chamber has failed, is open, or was set to something else than was declared.',
  look_alikes: [
    'A set point that was changed on purpose: declare it, by cycle.',
    'A door that was opened: short, and many cells at once.',
    'A sensor that fell off: the capacities stay as they were.',
  ],
  limits: [
    {
      name: 'warning_celsius',
      unit: '°C',
      default: 2,
      minimum: 0.2,
      maximum: 50,
      description: 'Off the set point, either way.',
    },
    { name: 'critical_celsius', unit: '°C', default: 5, minimum: 0.5, maximum: 100, description: 'Off the set point.' },
    {
      name: 'lasting_second',
      unit: 's',
      default: 600,
      minimum: 30,
      maximum: 86_400,
      description: 'So long without a break.',
    },
  ],
};

export interface TemperatureState {
  test_id: string;
  /** Where the records have been since `since_second`: off by more than the limit, well within it, or between. */
  zone: 'out' | 'in' | 'between' | null;
  since_second: number;
  /** Periods of `lasting_second` that were told of since then. */
  periods: number;
  critical: boolean;
}

/**
 * TEMP: the temperature is not what was declared.
 *
 * Signature: the record's temperature against the set point of its cycle (`temperature_schedule`, else `temperature_set_point_celsius`); at
 * rest the next cycle's set point will do as well, for a chamber is set before the charge begins.
 * Threshold: see `limits`. A unit is a period of 10 minutes: out of the band throughout it fires, within 0.7 of it throughout it is quiet.
 * Quiet: 15 minutes after the set point changed, cells without one, sensors that print nonsense.
 * Look-alikes: a changed set point, an opened door (common to many cells: an incident, not a cell's failure).
 * Source: limits are this project's.
 */
export const temperature: RecordDetector<TemperatureState> = {
  rule: temperatureRule,
  initial: () => ({ test_id: '', zone: null, since_second: 0, periods: 0, critical: false }),
  added(state, look, limits, from, to) {
    const { columns, cycling, running, step } = look;
    if (!columns.ambient_temperature && !columns.cell_temperature) return;
    const { facts, test } = cycling;
    if (facts.temperature_set_point_celsius === undefined && facts.temperature_schedule === undefined) return;
    if (state.test_id !== test!.test_id) Object.assign(state, fresh, { test_id: test!.test_id });
    const number = running?.derived_cycle_count ?? 1;
    const set = temperatureSetPoint(facts, number);
    const next = step.direction === 0 ? temperatureSetPoint(facts, number + 1) : set;
    if (set === null && next === null) return;
    const low = Math.min(set ?? next!, next ?? set!);
    const high = Math.max(set ?? next!, next ?? set!);
    const { test_time_second } = columns.values;
    const { warning_celsius, critical_celsius, lasting_second } = limits;
    let { zone, since_second } = state;
    for (let row = from; row < to; row++) {
      const celsius = temperatureAt(columns, row);
      if (celsius !== celsius) continue;
      const second = test_time_second[row];
      const off = celsius < low ? low - celsius : celsius > high ? celsius - high : 0;
      const now = off > warning_celsius ? 'out' : off < quietShare * warning_celsius ? 'in' : 'between';
      if (now !== zone || second < look.muted_until_second || second < since_second) {
        zone = now;
        since_second = second;
        state.periods = 0;
        state.critical = false;
        continue;
      }
      if (zone === 'between' || second - since_second < lasting_second) continue;
      const worse = zone === 'out' && off > critical_celsius && !state.critical;
      if (!worse && second - since_second < (state.periods + 1) * lasting_second) continue;
      state.periods = Math.floor((second - since_second) / lasting_second);
      state.critical ||= worse;
      tell(look, limits, row, celsius, celsius < low ? low : celsius > high ? high : celsius, off);
    }
    state.zone = zone;
    state.since_second = since_second;
  },
};

const fresh = { zone: null, since_second: 0, periods: 0, critical: false };

function tell(look: Look, limits: Limits, row: number, celsius: number, set: number, off: number): void {
  const critical = off > limits.critical_celsius;
  const limit = critical ? limits.critical_celsius : limits.warning_celsius;
  look.judge(row, {
    excess: off / limits.warning_celsius,
    severity: critical ? 'critical' : 'warning',
    message: `The temperature is ${celsius.toFixed(1)} °C, ${off.toFixed(1)} °C off its set point of ${set.toFixed(1)} °C, and has been off by more than ${limits.warning_celsius} °C for ${Math.round(limits.lasting_second / 60)} minutes.`,
    evidence: {
      quantity: 'temperature_celsius',
      unit: '°C',
      value: celsius,
      limit: celsius < set ? set - limit : set + limit,
      baseline: set,
    },
  });
}
