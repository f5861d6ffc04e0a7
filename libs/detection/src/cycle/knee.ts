import { topics } from '@cellwatch/events';
import type { EpisodeLimits } from '../evolve-episode.js';
import type { Finding } from '../finding.js';
import { addPoint, noPoints, slopeOf, type LineSums } from '../least-squares.js';
import { chartOf, emptyRing, remember, type Ring } from '../ring.js';
import type { Rule, RuleInForce } from '../rule.js';
import type { SeenCycle } from './seen-cycle.js';

/** A young cell is judged by short windows, one that has outlived a paper's length by long ones. Cycles count in the regime. */
const young = { until: 150, window: 15, baseline_until: 40 };
const old = { window: 20, baseline_until: 110 };
const baselineFrom = 10;
const fewestBaseline = 15;
const confirmations = 3;
/** An onset is slower to be sure of: more confirmations, and by more than its own uncertainty. */
const onsetConfirmations = 5;
const onsetErrors = 2.5;
/** Where one step makes this share of a window's fall, the capacity did not bend: it stepped. */
const stepShare = 0.6;

export const kneeRule: Rule = {
  code: 'KNEE',
  version: 1,
  topic: topics.cycles,
  severities: ['notice', 'warning'],
  title: 'The fade speeds up',
  description:
    'The slope of the capacity over the last 15 cycles (20 after cycle 150) is 3 times the cell’s own slope of cycles 10 to 40 (110), and of 0.05 % a cycle at least, in 3 cycles in a row. A notice: it is twice the least slope that the cell has had since, in 5 cycles.',
  likely_cause: 'A knee: lithium plating, drying out, or lost contact begins to feed itself.',
  look_alikes: [
    'Silicon fades fast early and slower later: there the slope falls, and nothing is raised.',
    'A single step of capacity: SUDDEN_FADE tells of it.',
    'A change of protocol or temperature that the operating conditions did not show.',
  ],
  limits: [
    {
      name: 'factor',
      unit: '1',
      default: 3,
      minimum: 1.5,
      maximum: 20,
      description: 'Slope over the baseline’s slope that warns.',
    },
    {
      name: 'least_slope',
      unit: '1/cycle',
      default: 5e-4,
      minimum: 5e-5,
      maximum: 0.01,
      description: 'A slower baseline counts as this share of the capacity a cycle.',
    },
    {
      name: 'onset_factor',
      unit: '1',
      default: 2,
      minimum: 1.2,
      maximum: 20,
      description: 'Slope over the least slope so far that is a notice.',
    },
  ],
};

const onset: EpisodeLimits = { needed: onsetConfirmations, of: onsetConfirmations, clear_after: 3, clear_below: 0.7 };
const knee: EpisodeLimits = { ...onset, needed: 1 };

/** What is remembered of a regime. */
export interface KneeMemory {
  /** The regime's first comparable cycle. */
  first_cycle: number;
  /** Ah of its last cycles by their numbers. */
  ring: Ring;
  /** Of cycles 10 on, until the long baseline is whole. */
  baseline: LineSums;
  /** Slopes as shares of the capacity a cycle, and that capacity. */
  young: Baseline | null;
  old: Baseline | null;
  /** The least slope of a window since the baseline. */
  least_slope: number | null;
  confirmed: number;
  /** It has bent: nothing from here on belongs to a baseline. */
  bent: boolean;
}

interface Baseline {
  slope: number;
  capacity_ah: number;
}

/**
 * KNEE: the capacity, which faded along a line, turns down.
 *
 * Signature: least-squares slope of the last W cycles ≥ 3 × max(baseline slope, 5e-4 a cycle) in 3 cycles in a row, where the
 * slope has risen after a minimum. W 15 against cycles 10-40 up to the regime's cycle 150, then W 20 against cycles 10-110.
 * Notice (an onset): the slope, less 2.5 of its standard errors, is ≥ 2 × max(least slope so far, 5e-4) in 5 cycles.
 * Quiet: convex fade (silicon): its slope is at its minimum; a window of which one step makes 60 % of the fall (a level shift of
 * the cycler, or SUDDEN_FADE); check-ups, other regimes, untrusted cycles.
 * Look-alikes: a changed protocol or temperature.
 * Source: parameters of this project's reference, which the spec measures: latency 7 (W 15) and 9 cycles (W 20), no alarm on
 * linear and convex fade with noise up to 0.4 %. CUSUM on the same data needs 16-18 cycles; Kneedle needs the whole curve.
 */
export function judgeKnee(
  memory: KneeMemory | undefined,
  { cycle: { derived_cycle_count }, comparable, reversible_capacity_ah: capacity_ah }: SeenCycle,
  { limits }: RuleInForce,
): { memory: KneeMemory | undefined; finding: Finding | null; episode: EpisodeLimits } {
  if (!comparable || capacity_ah === null || capacity_ah <= 0) return { memory, finding: null, episode: onset };
  const grown = grow(memory ?? begin(derived_cycle_count), derived_cycle_count, capacity_ah);
  const age = derived_cycle_count - grown.first_cycle + 1;
  const isOld = age > young.until && grown.old !== null;
  const baseline = isOld ? grown.old : grown.young;
  const window = isOld ? old.window : young.window;
  if (baseline === null || age <= young.baseline_until || grown.ring.x.length < window)
    return { memory: grown, finding: null, episode: onset };
  const { slope, error, falls } = lastSlope(grown.ring, window, baseline.capacity_ah);
  const least = grown.least_slope ?? slope;
  const usual = Math.max(baseline.slope, limits.least_slope);
  const bends = falls && slope > least;
  const confirmed = bends && slope >= limits.factor * usual ? grown.confirmed + 1 : 0;
  const isKnee = confirmed >= confirmations;
  const leastUsual = Math.max(least, limits.least_slope);
  const share = bends ? (slope - onsetErrors * error) / (limits.onset_factor * leastUsual) : 0;
  const limit = isKnee ? limits.factor * usual : limits.onset_factor * leastUsual;
  const finding: Finding = {
    excess: isKnee ? Math.max(1, slope / limit) : Math.max(0, share),
    severity: isKnee ? 'warning' : 'notice',
    message: isKnee
      ? `Cycle ${derived_cycle_count}: the capacity has lost ${perCycle(slope)} over the last ${window} cycles, more than ${limits.factor} times ${perCycle(usual)}, in ${confirmations} cycles in a row: a knee.`
      : `Cycle ${derived_cycle_count}: the capacity has lost ${perCycle(slope)} over the last ${window} cycles, more than ${limits.onset_factor} times the ${perCycle(leastUsual)} that it has lost at least: a knee may begin.`,
    evidence: {
      quantity: 'capacity_loss_per_cycle',
      unit: '1/cycle',
      value: slope,
      limit,
      baseline: isKnee ? baseline.slope : least,
      chart: chartOf(
        { x: grown.ring.x.slice(0, -1), y: grown.ring.y.slice(0, -1) },
        'derived_cycle_count',
        derived_cycle_count,
        capacity_ah,
      ),
    },
  };
  return {
    memory: { ...grown, least_slope: Math.min(least, slope), confirmed, bent: grown.bent || isKnee },
    finding,
    episode: isKnee ? knee : onset,
  };
}

function begin(first_cycle: number): KneeMemory {
  const none = { ring: emptyRing, baseline: noPoints, young: null, old: null, least_slope: null };
  return { first_cycle, ...none, confirmed: 0, bent: false };
}

/** Takes a cycle into the window, and into the baseline that it belongs to. */
function grow(memory: KneeMemory, cycle: number, capacity_ah: number): KneeMemory {
  const age = cycle - memory.first_cycle + 1;
  const grown = { ...memory, ring: remember(memory.ring, cycle, capacity_ah, old.window) };
  if (age >= baselineFrom && age <= old.baseline_until && !memory.bent)
    grown.baseline = addPoint(memory.baseline, cycle, capacity_ah);
  if (age <= young.baseline_until) grown.young = baselineOf(grown.baseline);
  else if (age <= old.baseline_until) grown.old = memory.bent ? null : baselineOf(grown.baseline);
  return grown;
}

function baselineOf(sums: LineSums): Baseline | null {
  if (sums.count < fewestBaseline) return null;
  return { slope: -slopeOf(sums).slope / sums.mean_y, capacity_ah: sums.mean_y };
}

/** Loss a cycle over the last `window` cycles, as a share of `capacity_ah`; and whether it is a fall, and not one step. */
function lastSlope({ x, y }: Ring, window: number, capacity_ah: number) {
  let sums = noPoints;
  let step = 0;
  for (let at = x.length - window; at < x.length; at += 1) {
    sums = addPoint(sums, x[at], y[at]);
    if (at > x.length - window) step = Math.max(step, y[at - 1] - y[at]);
  }
  const line = slopeOf(sums);
  const span = x[x.length - 1] - x[x.length - window];
  return {
    slope: -line.slope / capacity_ah,
    error: line.error / capacity_ah,
    falls: step < stepShare * -line.slope * span,
  };
}

function perCycle(slope: number): string {
  return `${(100 * slope).toFixed(3)} % a cycle`;
}
