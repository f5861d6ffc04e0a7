import { edgeResistanceOf } from '@cellwatch/electrochem';
import { topics } from '@cellwatch/events';
import { atOnce } from '../evolve-episode.js';
import { median } from '../median.js';
import type { Rule } from '../rule.js';
import { followHalf, type HalfUnit } from './half-unit.js';
import { isDoubtful } from './is-doubtful.js';
import type { Finding, Limits, Look, RecordDetector } from './record-detector.js';
import { temperatureAt } from './temperature-at.js';

const ringLength = 5;
const fewestEdges = 3;
const mostKinds = 8;
/** Seconds after the edge at which its resistance is taken, where a record is near enough; else the first record's, not later than this. */
const askedSecond = 1;
const latestSecond = 30;
const like = { current: 0.1, second: 0.2, volt: 0.15, celsius: 2 };
/** Of the height of a jump: what must be left, and what may have been added, when it has stayed. */
const stayed = { least: 0.5, most: 1.5 };
/** Records further apart cannot tell a jump from a rise. */
const longestIntervalSecond = 30;

export const contactLossRule: Rule = {
  code: 'CONTACT_LOSS',
  version: 1,
  topic: topics.records,
  severities: ['warning', 'critical'],
  title: 'Contact is being lost',
  description:
    'The resistance at the edge from rest to load is more than 1.3 times the median of the last 5 like edges, at 2 edges in a row (critical: more than 2 times); or at constant current the voltage jumps by 10 mV or more in the direction of the current, and stays there for more than 60 s.',
  likely_cause:
    'The layers part: less pressure, a volume change that the stack does not follow, a loose lead. Often recoverable by pressure.',
  look_alikes: [
    'A colder cell, another current or another state of charge: only like edges are compared.',
    'A soft short: its dips go against the current, and recover.',
    'A slow growth of resistance: the median follows it.',
  ],
  limits: [
    { name: 'warning_ratio', unit: '1', default: 1.3, minimum: 1.05, maximum: 10, description: 'Of the median.' },
    { name: 'critical_ratio', unit: '1', default: 2, minimum: 1.1, maximum: 50, description: 'Of the median.' },
    { name: 'edges_in_a_row', unit: '1', default: 2, minimum: 1, maximum: 10, description: 'Above the ratio.' },
    {
      name: 'jump_volt',
      unit: 'V',
      default: 0.01,
      minimum: 0.001,
      maximum: 1,
      description: 'From record to record, above the usual rise.',
    },
    {
      name: 'jump_deviations',
      unit: '1',
      default: 8,
      minimum: 4,
      maximum: 50,
      description: 'In robust deviations of the step’s rises.',
    },
    {
      name: 'stay_second',
      unit: 's',
      default: 60,
      minimum: 10,
      maximum: 3600,
      description: 'In which the jump must not go back.',
    },
  ],
};

/** Edges that may be compared. */
interface EdgeKind {
  direction: number;
  at_second: number;
  ampere: number;
  volt: number;
  celsius: number | null;
  ring: number[];
}

export interface ContactLossState {
  /** Least recently seen first. */
  kinds: EdgeKind[];
  /** The running step's edge was judged, or will not be. */
  taken: boolean;
  /** A jump that has still to stay. */
  jump: { level_volt: number; height_volt: number; slope_volt_per_second: number; second: number } | null;
  /** A fall that the voltage has not made good: what jumps back from it is no loss of contact. */
  fall: { level_volt: number; slope_volt_per_second: number; second: number } | null;
  unit: HalfUnit | null;
  /** In the unit: an edge could be judged. */
  judged: boolean;
}

/**
 * CONTACT_LOSS: a resistance in series with the cell has grown at once.
 *
 * Signature: at the edge from rest to load the voltage steps by ΔI·R: R 1 s after the edge where records are close enough, else at the
 * first record (30 s at most). At constant current a contact that opens lifts the voltage in the direction of the current, and it stays: the
 * opposite sign of a short's dip. Both come back with pressure.
 * Threshold: see `limits`. Edges are alike in direction, time, current (10 %), voltage before (150 mV, for the state of charge) and temperature (2 °C);
 * fewer than 3 are no baseline, and an edge that fires is not learned. Only the edge that opens a half counts. A jump must be left by half
 * at least, beyond what the voltage rises by anyway, must not go on growing (that is a cliff), nor only take back a fall before it. An edge is a unit; a half without one is too.
 * Quiet: formation, check-ups, pulses and titrations, a half after a hole or a resumed test, 15 min after the set point of the temperature changed.
 * Look-alikes: colder, another rate or state of charge; side reactions grow slowly, and the median follows.
 * Source: loss of contact that pressure recovers: Shi et al., J. Mater. Chem. A (2020), d0ta06985j; limits are this project's.
 */
export const contactLoss: RecordDetector<ContactLossState> = {
  rule: contactLossRule,
  initial: () => ({ kinds: [], taken: true, jump: null, fall: null, unit: null, judged: false }),
  added(state, look, limits, from, to) {
    const { step, running } = look;
    const opens = step.records === to - from;
    if (opens) {
      state.jump = state.fall = null;
      // Of a half, the edge that opens it.
      state.taken = step.edge === null || running?.half.direction !== step.direction || running.half.load_steps > 0;
    }
    if (step.direction === 0 || running?.half.direction !== step.direction) return;
    if (running.purpose !== 'cycling' || isDoubtful(running)) return;
    const unit = followHalf(state.unit, running);
    if (unit !== state.unit) {
      if (state.unit?.established && !state.unit.raised && !state.judged)
        look.judge(from, quietHalf(state.unit, limits));
      Object.assign(state, { unit, judged: false });
    }
    if (!state.taken) takeEdge(state, look, limits, from, to);
    watchJumps(state, look, limits, from, to);
  },
};

/** Judges the edge at the record that settles it: the second of its step or a later one, 1 s after the edge or later. */
function takeEdge(state: ContactLossState, look: Look, limits: Limits, from: number, to: number): void {
  const { step, columns } = look;
  const { test_time_second } = columns.values;
  const edge = step.edge!;
  const second = step.records === to - from ? from + 1 : from;
  let row = second;
  while (row < to && test_time_second[row] - edge.start_second < askedSecond - 1e-6) row++;
  if (row >= to) return;
  state.taken = true;
  const found = edgeResistanceOf(edge);
  if (!found || test_time_second[row] < look.muted_until_second) return;
  const asked = found.resistance_1s_ohm;
  const ohm = asked ?? found.resistance_ohm;
  const at_second = asked === null ? found.time_second : askedSecond;
  if (!(ohm > 0) || at_second > latestSecond) return;
  const celsius = temperatureAt(columns, row);
  const now = {
    direction: step.direction,
    at_second,
    ampere: Math.abs(found.current_step_ampere),
    volt: edge.before_volt,
    celsius: celsius === celsius ? celsius : null,
  };
  const known = state.kinds.findIndex((kind) => isLike(kind, now));
  const kind: EdgeKind = known < 0 ? { ...now, ring: [] } : { ...state.kinds.splice(known, 1)[0], ...now };
  state.kinds.push(kind);
  if (state.kinds.length > mostKinds) state.kinds.shift();
  const baseline = kind.ring.length < fewestEdges ? null : median(kind.ring);
  const ratio = baseline === null ? 0 : ohm / baseline;
  if (baseline !== null) {
    state.judged = true;
    look.judge(row, atEdge(state.unit!, limits, ohm, baseline, kind.ring));
  }
  if (ratio <= limits.warning_ratio) kind.ring = [...kind.ring, ohm].slice(-ringLength);
}

function isLike(kind: Omit<EdgeKind, 'ring'>, now: Omit<EdgeKind, 'ring'>): boolean {
  const near = (one: number, other: number, share: number) => Math.abs(one - other) <= share * Math.max(one, other);
  return (
    kind.direction === now.direction &&
    near(kind.at_second, now.at_second, like.second) &&
    near(kind.ampere, now.ampere, like.current) &&
    Math.abs(kind.volt - now.volt) <= like.volt &&
    (kind.celsius === null || now.celsius === null || Math.abs(kind.celsius - now.celsius) <= like.celsius)
  );
}

/** At constant current: a jump in the direction of the current that stays. */
function watchJumps(state: ContactLossState, look: Look, limits: Limits, from: number, to: number): void {
  const { step, columns, rises } = look;
  const { voltage_volt, test_time_second } = columns.values;
  const { rise, interval, usual, deviation } = rises;
  const { jump_volt, jump_deviations, stay_second } = limits;
  const { direction } = step;
  let { jump, fall } = state;
  for (let row = from; row < to; row++) {
    if (jump) {
      const passed = test_time_second[row] - jump.second;
      const left = direction * voltage_volt[row] - jump.level_volt - jump.slope_volt_per_second * passed;
      if (rise[row] !== rise[row] || left < stayed.least * jump.height_volt || left > stayed.most * jump.height_volt)
        jump = null;
      else if (passed > stay_second) {
        if (!state.unit!.raised) {
          state.unit!.raised = true;
          const finding = jumped(state.unit!, limits, left, passed);
          look.judge(row, { ...finding, evidence: { ...finding.evidence, chart: look.recent(row) } });
        }
        jump = null;
      }
      continue;
    }
    const height = rise[row] - usual[row];
    if (!(Math.abs(height) >= jump_volt) || Math.abs(height) < jump_deviations * deviation[row]) continue;
    const second = test_time_second[row];
    const volt = direction * voltage_volt[row];
    const slope_volt_per_second = usual[row] / interval[row];
    if (height < 0) {
      fall ??= { level_volt: volt - rise[row], slope_volt_per_second, second };
      continue;
    }
    if (fall) {
      const expected = fall.level_volt + fall.slope_volt_per_second * (second - fall.second);
      const returned = volt <= expected + height / 2;
      if (volt >= expected - height / 2) fall = null;
      if (returned) continue;
    }
    if (interval[row] > longestIntervalSecond || second < look.muted_until_second) continue;
    jump = { level_volt: volt - height, height_volt: height, slope_volt_per_second, second };
  }
  state.jump = jump;
  state.fall = fall;
}

function atEdge(unit: HalfUnit, limits: Limits, ohm: number, baseline: number, ring: number[]): Finding {
  const { warning_ratio, critical_ratio, edges_in_a_row } = limits;
  const ratio = ohm / baseline;
  const critical = ratio > critical_ratio;
  const limit = (critical ? critical_ratio : warning_ratio) * baseline;
  return {
    excess: Math.max(0, (ratio - 1) / (warning_ratio - 1)),
    severity: critical ? 'critical' : 'warning',
    message: `Cycle ${unit.derived_cycle_count}: the resistance at the edge from rest to load is ${printOhm(ohm)}, ${ratio.toFixed(2)} times the median of the last like edges (${printOhm(baseline)}).`,
    evidence: {
      quantity: 'edge_resistance_ohm',
      unit: 'Ω',
      value: ohm,
      limit,
      baseline,
      chart: { x_quantity: 'edge', x: [...ring.keys(), ring.length], y: [...ring, ohm] },
    },
    episode: { ...atOnce, needed: edges_in_a_row, of: edges_in_a_row },
  };
}

function jumped(unit: HalfUnit, limits: Limits, height: number, seconds: number): Finding {
  return {
    excess: height / limits.jump_volt,
    severity: 'warning',
    message: `Cycle ${unit.derived_cycle_count}: at constant current the voltage jumped by ${(1000 * height).toFixed(1)} mV in the direction of the current and has stayed for ${Math.round(seconds)} s.`,
    evidence: { quantity: 'voltage_jump_volt', unit: 'V', value: height, limit: limits.jump_volt },
  };
}

function quietHalf(unit: HalfUnit, limits: Limits): Finding {
  const finding = jumped(unit, limits, 0, 0);
  return { ...finding, message: `Cycle ${unit.derived_cycle_count}: the voltage did not jump.` };
}

function printOhm(ohm: number): string {
  return `${ohm.toPrecision(3)} Ω`;
}
