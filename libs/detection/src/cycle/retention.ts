import { topics } from '@cellwatch/events';
import type { EpisodeLimits } from '../evolve-episode.js';
import { percent, type Finding } from '../finding.js';
import { chartOf, emptyRing, remember, type Ring } from '../ring.js';
import type { Rule, RuleInForce } from '../rule.js';
import type { SeenCycle } from './seen-cycle.js';

const ringLength = 20;

export const retentionRule: Rule = {
  code: 'RETENTION',
  version: 1,
  topic: topics.cycles,
  severities: ['warning', 'critical'],
  title: 'Capacity retention is low',
  description:
    'The capacity is below 85 % (warning) or 80 % (critical, the usual end of life) of that of the reference cycle under equal conditions, in 2 of 3 cycles.',
  likely_cause: 'Ageing: lithium or active material was lost, or the resistance grew.',
  look_alikes: [
    'A reference cycle that is not one: a formation cycle that nobody declared, or a first cycle at another rate.',
    'Cycles of a rate test: they are another regime, with a reference of their own, once two of them have passed.',
  ],
  limits: [
    {
      name: 'warning_retention',
      unit: '1',
      default: 0.85,
      minimum: 0.1,
      maximum: 0.99,
      description: 'Retention below which it warns.',
    },
    {
      name: 'critical_retention',
      unit: '1',
      default: 0.8,
      minimum: 0.05,
      maximum: 0.99,
      description: 'Retention below which it is critical.',
    },
  ],
};

export const twoOfThree: EpisodeLimits = { needed: 2, of: 3, clear_after: 3, clear_below: 0.7 };

/** Retentions of the last cycles by their numbers. */
export type RetentionMemory = Ring;

/**
 * RETENTION: the cell has lost more of its capacity than it may.
 *
 * Signature: `capacity_retention`, which is against the reference cycle that is named beside it and of the same regime.
 * Threshold: below 85 % warning, below 80 % critical, in 2 of the last 3 judged cycles each, so that one interrupted cycle says
 * nothing. One alert while it lasts; it ends where the loss is below 0.7 of the allowed one for 3 cycles.
 * Quiet: no retention (no reference yet, another regime), formation, check-ups, untrusted cycles.
 * Look-alikes: a wrong reference cycle, cycles of a rate test.
 * Source: 80 % is the usual end of life (Diao et al. 2019) and BEEP's default; aurora-cycler-manager takes 2 of 3 cycles.
 */
export function judgeRetention(
  memory: RetentionMemory = emptyRing,
  { cycle, cycling, trusted }: SeenCycle,
  { limits: { warning_retention, critical_retention } }: RuleInForce,
): { memory: RetentionMemory; finding: Finding | null } {
  const { capacity_retention: retention, derived_cycle_count, retention_reference_cycle_count } = cycle;
  if (retention === null || !cycling || !trusted) return { memory, finding: null };
  const critical = retention < critical_retention && memory.y.slice(-2).some((before) => before < critical_retention);
  const limit = critical ? critical_retention : warning_retention;
  const share = (1 - retention) / (1 - warning_retention);
  const against =
    retention_reference_cycle_count === null ? 'its reference' : `cycle ${retention_reference_cycle_count}`;
  return {
    memory: remember(memory, derived_cycle_count, retention, ringLength),
    finding: {
      excess: retention < warning_retention ? Math.max(1, share) : Math.min(0.999, Math.max(0, share)),
      severity: critical ? 'critical' : 'warning',
      message: `Cycle ${derived_cycle_count}: the capacity is ${percent(retention)} of that of ${against}, below ${percent(limit)} in 2 of 3 cycles.`,
      evidence: {
        quantity: 'capacity_retention',
        unit: '1',
        value: retention,
        limit,
        baseline: 1,
        chart: chartOf(memory, 'derived_cycle_count', derived_cycle_count, retention),
      },
    },
  };
}
