import { topics, type ResistanceEstimate } from '@cellwatch/events';
import type { Finding } from '../finding.js';
import { chartOf, emptyRing, remember, type Ring } from '../ring.js';
import type { Rule, RuleInForce } from '../rule.js';

const ringLength = 31;

export const rctGrowthRule: Rule = {
  code: 'RCT_GROWTH',
  version: 1,
  topic: topics.resistances,
  severities: ['warning', 'critical'],
  title: 'Charge transfer resistance grows',
  description:
    'R_ct is 1.5 times (warning) or 2 times (critical) the median of the first three spectra after activation, and a trend confirms it: the lower bound of its slope is above 0, or its cumulative sum alarms.',
  likely_cause: 'The interface degrades: contact is lost, or a resistive layer grows.',
  look_alikes: [
    'A reference of pristine spectra: activation lowers R_ct first.',
    'A colder cell, another state of charge, another circuit: they are other series.',
    'A spectrum that Kramers and Kronig refuse: it is not comparable.',
  ],
  limits: [
    {
      name: 'warning_ratio',
      unit: '1',
      default: 1.5,
      minimum: 1.05,
      maximum: 20,
      description: 'R_ct over its reference that warns.',
    },
    {
      name: 'critical_ratio',
      unit: '1',
      default: 2,
      minimum: 1.1,
      maximum: 50,
      description: 'R_ct over its reference that is critical.',
    },
    {
      name: 'cusum_limit',
      unit: '1',
      default: 4,
      minimum: 2,
      maximum: 50,
      description: 'h of the cumulative sum that confirms, in standard deviations.',
    },
  ],
};

/** R_ct of a series' last spectra by cycle. */
export type GrowthMemory = Ring;

/**
 * RCT_GROWTH: the charge transfer resistance of a series has grown.
 *
 * Signature: R/R_ref ≥ 1.5 (warning) or 2 (critical), confirmed by the lower bound of the Theil-Sen slope above 0 or by
 * CUSUM⁺ > 4; the estimate carries all of them, as of its spectrum. R_ref is the median of the first three spectra after cycle 10,
 * never a pristine one: the published activation 38.7 → 26.1 → 22.8 → 22.3 Ω raises nothing.
 * Quiet: no reference yet, spectra that are not comparable, no series.
 * Look-alikes: a pristine baseline, a failed Kramers-Kronig test, another circuit.
 * Source: 2 is the end of life by resistance that knee-finder takes; 1.5 is this project's.
 */
export function judgeRctGrowth(
  memory: GrowthMemory = emptyRing,
  estimate: ResistanceEstimate,
  { limits: { warning_ratio, critical_ratio, cusum_limit } }: RuleInForce,
): { memory: GrowthMemory; finding: Finding | null } {
  const {
    charge_transfer_resistance_ohm: ohm,
    resistance_ratio: ratio,
    reference_resistance_ohm: reference,
  } = estimate;
  const cycle = estimate.derived_cycle_count;
  if (ohm === null || cycle === null) return { memory, finding: null };
  const grown = { memory: remember(memory, cycle, ohm, ringLength) };
  if (ratio === null || reference === null) return { ...grown, finding: null };
  const { slope_lower_ohm_per_cycle: lower, slope_ohm_per_cycle: slope, cusum_upper } = estimate;
  const confirmed = (lower !== null && lower > 0) || (cusum_upper !== null && cusum_upper > cusum_limit);
  const share = (ratio - 1) / (warning_ratio - 1);
  const critical = ratio >= critical_ratio;
  const limit = critical ? critical_ratio : warning_ratio;
  const trend = slope === null ? '' : `, and grows by ${slope.toPrecision(2)} Ω a cycle`;
  return {
    ...grown,
    finding: {
      excess: confirmed && ratio >= warning_ratio ? Math.max(1, share) : Math.min(0.999, Math.max(0, share)),
      severity: critical ? 'critical' : 'warning',
      message: `Spectrum of cycle ${cycle}: R_ct is ${ohm.toPrecision(3)} Ω, ${ratio.toFixed(2)} times its reference of ${reference.toPrecision(3)} Ω; ${limit} is the limit${trend}.`,
      evidence: {
        quantity: 'charge_transfer_resistance_ohm',
        unit: 'Ω',
        value: ohm,
        limit: limit * reference,
        baseline: reference,
        chart: chartOf(memory, 'derived_cycle_count', cycle, ohm),
      },
    },
  };
}
