import { topics, type AlertSeverity } from '@cellwatch/events';
import type { Rule } from '../rule.js';
import { isDoubtful } from './is-doubtful.js';
import type { Finding, Limits, Look, RecordDetector } from './record-detector.js';

/** Below it a shunt's dip is lost in what the leads do. */
const leastVolt = 0.05;
/** A dip that has not recovered half its depth by then is over. */
const longestEventSecond = 60;

export const softDipRule: Rule = {
  code: 'SOFT_DIP',
  version: 1,
  topic: topics.records,
  severities: ['warning', 'critical'],
  title: 'Voltage dips while charging',
  description:
    'While a constant current drives the voltage away from 0, it falls from one record to the next by at least 3 mV and 8 deviations of what is usual in the step. A dip of 20 mV or more counts as 3. Warning: 3 in one half-cycle. Critical: 10, or 3 in each of 3 half-cycles in a row.',
  likely_cause: 'A conductive filament that touches and burns off again: a soft short in the making.',
  look_alikes: [
    'Overshoot of a phase change, most of all in the first lithiation of silicon: it falls slowly.',
    'A contact that moves: there the voltage jumps up, in the direction of the current, and stays.',
    'A range switch or interference: one dip, or dips of many channels at the same time.',
  ],
  limits: [
    {
      name: 'dip_volt',
      unit: 'V',
      default: 0.003,
      minimum: 0.0005,
      maximum: 0.1,
      description: 'Least fall from one record to the next.',
    },
    {
      name: 'dip_deviations',
      unit: '1',
      default: 8,
      minimum: 4,
      maximum: 50,
      description: 'Least fall in robust deviations of the step’s rises.',
    },
    {
      name: 'heavy_dip_volt',
      unit: 'V',
      default: 0.02,
      minimum: 0.002,
      maximum: 1,
      description: 'From this depth on a dip counts as 3.',
    },
    { name: 'warning_dips', unit: '1', default: 3, minimum: 1, maximum: 100, description: 'In one half-cycle.' },
    { name: 'critical_dips', unit: '1', default: 10, minimum: 2, maximum: 1000, description: 'In one half-cycle.' },
    {
      name: 'critical_halves',
      unit: '1',
      default: 3,
      minimum: 2,
      maximum: 20,
      description: 'Half-cycles in a row that each have `warning_dips`.',
    },
  ],
};

export interface SoftDipState {
  /** The half that is watched, and what was counted in it. */
  half: {
    test_id: string;
    first_record_index: number;
    derived_cycle_count: number;
    established: boolean;
    count: number;
    raised: 0 | 1 | 2;
  } | null;
  /** Halves in a row, before this one, that had enough dips to warn. */
  in_a_row: number;
  /** The dip that may still deepen. */
  dip: { before_volt: number; depth_volt: number; until_second: number; heavy: boolean } | null;
  /** A jump the other way: what only goes back from it is no dip. */
  jump: { before_volt: number; until_second: number } | null;
}

/**
 * SOFT_DIP: the voltage dips while a constant current drives it away from 0.
 *
 * Signature: a shunt across the cell takes V/R_s of the current, whatever way that flows, so it pulls the terminals' voltage towards 0.
 * Where the current drives the voltage away from 0 (I·V > 0) that is against the polarisation and can be told from everything that
 * only adds resistance: the charge of a full cell; in an anode half-cell the delithiation, which is a charge as well (positive current, and
 * the voltage rises), and lithiation only where the voltage is negative, as against lithium-indium; in a symmetric cell both
 * halves. Where I·V < 0 a shunt and a resistance pull the same way, and nothing is judged.
 * Threshold: see `limits`. The deviation is the step's own, running and robust, known after 8 records. A fall must be as sudden as it is
 * deep, against the record before and the usual rise, and must not only take back a jump the other way. A dip goes on until it has
 * recovered half its depth, or for 60 s; falls within it deepen it and are not counted again. The half-cycle is the unit: three
 * in a row with fewer than 0.7 times the dips of a warning end the episode.
 * Quiet: formation, check-ups, pulses and titrations, a half after a hole or a resumed test, 15 min after the set point of the temperature
 * changed, the first 10 s of a step, holds at constant voltage, records between which the current changes by 1 % or more.
 * No baseline is used, so a change of regime does not mute.
 * Look-alikes: overshoot of a phase change (its mean fall is usual to the step after some records, and is subtracted), range switch, interference.
 * Source: "voltage noise" on charge as the sign of micro-shorts: Homann et al., Sci. Rep. 10 (2020) 4390; transient micro-shorts of
 * 20-80 mV recover: arXiv 2506.13394. Limits are this project's: a 10 s shunt of 100 kΩ across 1.6 mAh dips by 2.6 mV, of 10 kΩ by
 * 26 mV. What is shorter than the logging interval, or above some 85 kΩ, stays unseen.
 */
export const softDip: RecordDetector<SoftDipState> = {
  rule: softDipRule,
  initial: () => ({ half: null, in_a_row: 0, dip: null, jump: null }),
  added(state, look, limits, from, to) {
    const { step, running } = look;
    if (step.records === to - from) state.dip = state.jump = null;
    if (step.direction === 0 || !running || running.half.direction !== step.direction) return;
    if (running.purpose !== 'cycling' || isDoubtful(running)) return;
    const { direction } = step;
    const { voltage_volt, test_time_second } = look.columns.values;
    const { rise, before, usual, deviation } = look.rises;
    const { dip_volt, dip_deviations, heavy_dip_volt } = limits;
    let { dip, jump } = state;
    let entered = isOf(state, look);
    for (let row = from; row < to; row++) {
      const volt = direction * voltage_volt[row];
      if (dip) {
        dip.depth_volt = Math.max(dip.depth_volt, dip.before_volt - volt);
        if (!dip.heavy && dip.depth_volt >= heavy_dip_volt) {
          dip.heavy = true;
          count(state, look, limits, row, 2, dip.depth_volt);
        }
        if (volt > dip.before_volt - dip.depth_volt / 2 || test_time_second[row] > dip.until_second) dip = null;
        continue;
      }
      const fall = -rise[row];
      if (!entered && fall === fall && volt > leastVolt) {
        enter(state, look, limits, row);
        entered = true;
      }
      if (-fall - usual[row] >= dip_volt && -fall - usual[row] >= dip_deviations * deviation[row])
        jump = { before_volt: volt + fall, until_second: test_time_second[row] + longestEventSecond };
      if (!(fall >= dip_volt)) continue;
      const least = Math.max(dip_volt, dip_deviations * deviation[row]);
      if (!entered || volt + fall < leastVolt) continue;
      // Sudden: a fall that others led up to is the cell's own.
      if (fall < least || fall + usual[row] < least || fall + before[row] < least) continue;
      if (jump && test_time_second[row] <= jump.until_second && volt > jump.before_volt - least / 2) continue;
      if (test_time_second[row] < look.muted_until_second) continue;
      const heavy = fall >= heavy_dip_volt;
      const until_second = test_time_second[row] + longestEventSecond;
      dip = { before_volt: volt + fall, depth_volt: fall, until_second, heavy };
      count(state, look, limits, row, heavy ? 3 : 1, fall);
    }
    state.dip = dip;
    state.jump = jump;
    if (state.half && entered) state.half.established ||= running.established;
  },
};

function isOf({ half }: SoftDipState, { running }: Look): boolean {
  const { test_id, first_record_index } = running!.half;
  return half?.test_id === test_id && half.first_record_index === first_record_index;
}

/** The half before is over: it is a unit if it was a half at all. */
function enter(state: SoftDipState, look: Look, limits: Limits, row: number): void {
  const { half: before } = state;
  if (before?.established) {
    const enough = before.count >= limits.warning_dips;
    state.in_a_row = enough ? state.in_a_row + 1 : 0;
    if (!enough) look.judge(row, found(before, limits, 'warning', 'ended with less than enough dips to warn'));
  }
  const { half, derived_cycle_count, established } = look.running!;
  const { test_id, first_record_index } = half;
  state.half = { test_id, first_record_index, derived_cycle_count, established, count: 0, raised: 0 };
}

function count(state: SoftDipState, look: Look, limits: Limits, row: number, more: number, depth_volt: number): void {
  const half = state.half!;
  half.count += more;
  if (half.count < limits.warning_dips) return;
  const again = state.in_a_row + 1 >= limits.critical_halves;
  const level = half.count >= limits.critical_dips || again ? 2 : 1;
  if (level <= half.raised) return;
  half.raised = level;
  const last = `the last by ${(1000 * depth_volt).toFixed(1)} mV at ${look.columns.values.voltage_volt[row].toFixed(3)} V`;
  const repeated = again ? `, the ${state.in_a_row + 1}th half-cycle in a row with dips` : '';
  const told = found(half, limits, level === 2 ? 'critical' : 'warning', `${last}${repeated}`);
  look.judge(row, { ...told, evidence: { ...told.evidence, chart: look.recent(row) } });
}

function found(
  half: NonNullable<SoftDipState['half']>,
  limits: Limits,
  severity: AlertSeverity,
  what: string,
): Finding {
  const { derived_cycle_count, first_record_index } = half;
  const critical = severity === 'critical' && half.count >= limits.critical_dips;
  return {
    excess: half.count / limits.warning_dips,
    severity,
    message: `Cycle ${derived_cycle_count}: the voltage dipped under constant current (${half.count} counted, a deep dip as 3), ${what}.`,
    evidence: {
      quantity: 'voltage_dips',
      unit: '1',
      value: half.count,
      limit: critical ? limits.critical_dips : limits.warning_dips,
      first_record_index,
    },
  };
}
