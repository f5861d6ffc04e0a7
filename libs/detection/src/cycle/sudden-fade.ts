import { topics } from '@cellwatch/events';
import type { EpisodeLimits } from '../evolve-episode.js';
import { percent, type Finding } from '../finding.js';
import { median } from '../median.js';
import { chartOf, emptyRing, remember, type Ring } from '../ring.js';
import type { Rule, RuleInForce } from '../rule.js';
import type { SeenCycle } from './seen-cycle.js';

const ringLength = 5;
const fewestValues = 3;

export const suddenFadeRule: Rule = {
  code: 'SUDDEN_FADE',
  version: 1,
  topic: topics.cycles,
  severities: ['warning', 'critical'],
  title: 'Capacity fell at once',
  description:
    'The capacity that the cell gives back fell below 97 % (warning) or 90 % (critical) of the median of its last 5 cycles under equal conditions, and the next cycle confirms it. It ends when the new level has become the usual one.',
  likely_cause:
    'A contact that came loose, lost active material or electrolyte, or a short that opened; the resistance at current edges tells which.',
  look_alikes: [
    'A change of protocol that the operating conditions did not show, or a check-up that nobody declared.',
    'A cycle that was interrupted: only one cycle is low.',
    'A colder cell: hysteresis and edge resistance rise too.',
  ],
  limits: [
    {
      name: 'warning_ratio',
      unit: '1',
      default: 0.97,
      minimum: 0.5,
      maximum: 0.995,
      description: 'Capacity over the median of the last 5, below which it warns.',
    },
    {
      name: 'critical_ratio',
      unit: '1',
      default: 0.9,
      minimum: 0.1,
      maximum: 0.99,
      description: 'Capacity over the median of the last 5, below which in two cycles in a row it is critical.',
    },
  ],
};

/** Confirmed by the next cycle. */
export const confirmedOnce: EpisodeLimits = { needed: 2, of: 2, clear_after: 3, clear_below: 0.7 };

/** What is remembered of a regime. */
export interface FadeMemory {
  /** Ah of its last cycles by their numbers. */
  ring: Ring;
  /** Of the cycle before, over its median. */
  last_ratio: number | null;
}

const empty: FadeMemory = { ring: emptyRing, last_ratio: null };

/**
 * SUDDEN_FADE: the reversible capacity falls within one cycle and stays low.
 *
 * Signature: X_n < 0.97 · median(X_{n−5} … X_{n−1}), confirmed by n+1; critical where both are below 0.90. Every comparable cycle
 * enters the window, so a step is learned in three cycles: the episode tells of the event, RETENTION and KNEE of what it leaves.
 * Quiet: fewer than 3 cycles to compare with, check-ups, the 2 cycles that open a regime, cycles that were cut or resumed.
 * Look-alikes: a changed protocol, an interrupted cycle, a colder cell.
 * Source: thresholds are this project's, checked against a silicon half-cell that lost 10 % in one cycle; level shifts of 2 % by a
 * cycler's range are below them.
 */
export function judgeSuddenFade(
  memory: FadeMemory = empty,
  { cycle: { derived_cycle_count }, comparable, reversible_capacity_ah: capacity_ah }: SeenCycle,
  { limits: { warning_ratio, critical_ratio } }: RuleInForce,
): { memory: FadeMemory; finding: Finding | null } {
  if (!comparable || capacity_ah === null) return { memory, finding: null };
  const { ring, last_ratio } = memory;
  const remembered = remember(ring, derived_cycle_count, capacity_ah, ringLength);
  if (ring.y.length < fewestValues) return { memory: { ring: remembered, last_ratio: null }, finding: null };
  const baseline = median(ring.y);
  const ratio = capacity_ah / baseline;
  const critical = ratio < critical_ratio && last_ratio !== null && last_ratio < critical_ratio;
  const limit = critical ? critical_ratio : warning_ratio;
  return {
    memory: { ring: remembered, last_ratio: ratio },
    finding: {
      excess:
        ratio < warning_ratio ? Math.max(1, (1 - ratio) / (1 - warning_ratio)) : capped(1 - ratio, 1 - warning_ratio),
      severity: critical ? 'critical' : 'warning',
      message: `Cycle ${derived_cycle_count}: the capacity is ${percent(ratio)} of the median of the last ${ring.y.length} cycles, below ${percent(limit)}.`,
      evidence: {
        quantity: 'reversible_capacity_ah',
        unit: 'Ah',
        value: capacity_ah,
        limit: limit * baseline,
        baseline,
        chart: chartOf(ring, 'derived_cycle_count', derived_cycle_count, capacity_ah),
      },
    },
  };
}

function capped(distance: number, allowed: number): number {
  return Math.min(0.999, Math.max(0, distance / allowed));
}
