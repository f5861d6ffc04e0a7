import { topics } from '@cellwatch/events';
import { percent, type Finding } from '../finding.js';
import { median } from '../median.js';
import { chartOf, emptyRing, remember, type Ring } from '../ring.js';
import { robustDeviation } from '../robust-deviation.js';
import type { Rule, RuleInForce } from '../rule.js';
import { upperCusum } from '../upper-cusum.js';
import { edgeResistance, edgeRise } from './edge-rise.js';
import type { SeenCycle } from './seen-cycle.js';

const ringLength = 20;
const edgesLength = 5;
const mutedCyclesOfLife = 3;
/** Below so few values neither the median nor its spread says anything: only the absolute limit judges. */
const fewestValues = 3;
/** Above it charge came from nowhere: an error of the data or of the cycle's borders, not a cell. */
export const impossibleEfficiency = 1.015;

export const ceDropRule: Rule = {
  code: 'CE_DROP',
  version: 3,
  topic: topics.cycles,
  severities: ['warning', 'critical'],
  title: 'Coulombic efficiency dropped',
  description:
    'A cycle gave back less of its charge than the cell’s own last cycles (up to 20) under equal conditions. Warning: below their median by more than 1 percentage point and 4 robust standard deviations, or a little low for many cycles (cumulative sum). Critical: more than 5 percentage points below the median, or below 95 %. One alert while it lasts; it ends after 3 quiet cycles.',
  likely_cause: 'A soft short: part of the charge flows through a conductive bridge and never comes back.',
  look_alikes: [
    'Side reaction or contact loss: the resistance at current edges rises and charging shows no voltage dips.',
    'A protocol or temperature change that the operating conditions did not show.',
    'Missing rows or a wrong cycle border: the efficiency of the next cycle is off the other way.',
  ],
  limits: [
    {
      name: 'least_drop',
      unit: '1',
      default: 0.01,
      minimum: 0.001,
      maximum: 0.2,
      description: 'The smallest drop below the median that one cycle warns of.',
    },
    {
      name: 'deviations',
      unit: '1',
      default: 4,
      minimum: 2,
      maximum: 20,
      description: 'Robust standard deviations below the median that warn, where they are more than the smallest drop.',
    },
    {
      name: 'critical_drop',
      unit: '1',
      default: 0.05,
      minimum: 0.005,
      maximum: 0.5,
      description: 'Drop below the median that is critical.',
    },
    {
      name: 'critical_efficiency',
      unit: '1',
      default: 0.95,
      minimum: 0.3,
      maximum: 1,
      description: 'Efficiency below which every cycle is critical.',
    },
    {
      name: 'cusum_slack',
      unit: '1',
      default: 0.5,
      minimum: 0.1,
      maximum: 3,
      description: 'k of the cumulative sum: half the shift to be found, in standard deviations.',
    },
    {
      name: 'cusum_limit',
      unit: '1',
      default: 5,
      minimum: 2,
      maximum: 50,
      description: 'h of the cumulative sum: where it warns, in standard deviations.',
    },
  ],
};

/** What is remembered of a regime. */
export interface EfficiencyMemory {
  /** Efficiencies of its quiet cycles by their numbers. */
  ring: Ring;
  cusum: number;
  /** Ω at the edges of its quiet cycles. */
  edges_ohm: number[];
}

const empty: EfficiencyMemory = { ring: emptyRing, cusum: 0, edges_ohm: [] };

/**
 * CE_DROP: a cycle gives back less of its charge than the cell's own cycles of the same regime did.
 *
 * Signature: charge that went through a shunt (a soft short) counts in and never comes out; so does charge that a side
 * reaction eats. In a half-cell the efficiency is already the right way up (`coulombic_efficiency`); a shunt there takes the same
 * way as the first half, so it raises the efficiency, and OVERCHARGE is the rule that sees it.
 * Threshold: of the regime's quiet cycles let m be the median and s the robust standard deviation, at least a quarter of
 * `least_drop`. Critical below max(m − 5 pp, 95 %); warning below m − 4s, which is m − max(1 pp, 4 × 1.4826 × MAD); warning when
 * the cumulative sum of (m − CE)/s with k 0.5 reaches 5 (slow leaks), which a cycle that drops by itself leaves alone. With fewer
 * than 3 values only the 95 % stand. A median above 100 % is an error of counters: the warnings then hold against 100 %. A cycle that alarms does not enter the baseline, so a lasting short never becomes the normal
 * state.
 * Quiet: the first 3 cycles of life and formation (initial efficiencies are 75-90 %), check-ups, pulse trains and titrations
 * (their halves do not pair), the 2 cycles that open a regime,
 * cycles whose flags say that charge was missed or added, an efficiency that is null or above 101.5 % (a data error).
 * Look-alikes: side reaction or contact loss (edge resistance up, no voltage dips; the message says where edges rose), a colder
 * or changed protocol, a wrong cycle split, missing rows.
 * Source: thresholds are this project's, checked against a simulated shunt: at 0.3C and 1.6 mAh a step of 1 pp is 1.4 MΩ.
 */
export function judgeCeDrop(
  memory: EfficiencyMemory = empty,
  { cycle, comparable, cycles_in_regime }: SeenCycle,
  { limits }: RuleInForce,
): { memory: EfficiencyMemory; finding: Finding | null } {
  const { coulombic_efficiency: efficiency, derived_cycle_count } = cycle;
  // A sum that was gathered before the interruption says nothing of now.
  const before = cycles_in_regime === 1 ? { ...memory, cusum: 0 } : memory;
  if (!comparable || derived_cycle_count <= mutedCyclesOfLife) return { memory: before, finding: null };
  if (efficiency === null || efficiency > impossibleEfficiency) return { memory: before, finding: null };
  const { cusum, finding } = hold(efficiency, before, derived_cycle_count, limits);
  const edge = edgeResistance(cycle);
  if (finding.excess < 1) {
    const ring = remember(before.ring, derived_cycle_count, efficiency, ringLength);
    const edges_ohm = edge === null ? before.edges_ohm : [...before.edges_ohm, edge].slice(-edgesLength);
    return { memory: { ring, cusum, edges_ohm }, finding };
  }
  const rise = edgeRise(before.edges_ohm, edge);
  const hint =
    rise === null
      ? ''
      : ` The resistance at its current edges is ${rise.toFixed(2)} times what it was: contact loss or a side reaction rather than a short, unless charging shows voltage dips.`;
  return { memory: { ...before, cusum }, finding: { ...finding, message: finding.message + hint } };
}

function hold(
  efficiency: number,
  { ring, cusum }: EfficiencyMemory,
  derived_cycle_count: number,
  limits: RuleInForce['limits'],
): { cusum: number; finding: Finding } {
  const { least_drop, deviations, critical_drop, critical_efficiency, cusum_slack, cusum_limit } = limits;
  const cycle = `Cycle ${derived_cycle_count}: coulombic efficiency ${percent(efficiency)}`;
  const chart = chartOf(ring, 'derived_cycle_count', derived_cycle_count, efficiency);
  const evidence = { quantity: 'coulombic_efficiency', unit: '1', value: efficiency, chart };
  const settled = ring.y.length >= fewestValues;
  const baseline = settled ? median(ring.y) : null;
  const deviation = Math.max(least_drop / deviations, settled ? robustDeviation(ring.y) : 0);
  const critical = Math.max(critical_efficiency, baseline === null ? 0 : baseline - critical_drop);
  // What is above 100 % is the counters' error: a small drop is what is missing of 100 %.
  const whole = baseline === null ? 1 : Math.min(1, baseline);
  const limit = baseline === null ? critical : Math.max(critical, whole - deviations * deviation);
  const excess = efficiency < limit ? Math.max(1, distance(efficiency, whole, limit)) : 0;
  if (excess >= 1) {
    const broken = efficiency < critical ? critical : limit;
    const against = baseline === null ? '' : ` (median of the last ${ring.y.length} quiet cycles ${percent(baseline)})`;
    return {
      cusum,
      finding: {
        excess,
        severity: efficiency < critical ? 'critical' : 'warning',
        message: `${cycle} is below ${percent(broken)}${against}.`,
        evidence: { ...evidence, limit: broken, baseline },
      },
    };
  }
  const near = Math.min(0.999, distance(efficiency, whole, limit));
  if (baseline === null)
    return {
      cusum,
      finding: { excess: near, severity: 'warning', message: '', evidence: { ...evidence, limit, baseline } },
    };
  const sum = upperCusum(cusum, (whole - efficiency) / deviation, cusum_slack, cusum_limit);
  return {
    cusum: sum,
    finding: {
      excess: Math.max(near, sum / cusum_limit),
      severity: 'warning',
      message: `${cycle} has stayed low for some cycles: the sum of its deviations from the median ${percent(baseline)} has reached ${cusum_limit} standard deviations of ${percent(deviation)}.`,
      evidence: { ...evidence, quantity: 'coulombic_efficiency_cusum', value: sum, limit: cusum_limit, baseline },
    },
  };
}

/** How far below the baseline, over how far it may be. */
function distance(efficiency: number, baseline: number, limit: number): number {
  return baseline > limit ? Math.max(0, (baseline - efficiency) / (baseline - limit)) : 0;
}
