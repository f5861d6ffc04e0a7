import { topics, type ResistanceEstimate } from '@cellwatch/events';
import type { EpisodeLimits } from '../evolve-episode.js';
import type { Finding } from '../finding.js';
import { median } from '../median.js';
import { chartOf, emptyRing, remember, type Ring } from '../ring.js';
import type { Rule, RuleInForce } from '../rule.js';

const ringLength = 5;
const fewestValues = 2;

/** Code and limits are those of the rule over records; the topic keeps their episodes apart. */
export const ohmicContactLoss: Pick<Rule, 'code' | 'version' | 'topic'> = {
  code: 'CONTACT_LOSS',
  version: 1,
  topic: topics.resistances,
};

/** Two spectra in a row. */
export const twice: EpisodeLimits = { needed: 2, of: 2, clear_after: 3, clear_below: 0.7 };

/** What is remembered of a series. */
export interface ContactMemory {
  /** R1 in Ω by cycle, of quiet spectra. */
  ring: Ring;
  last_ratio: number | null;
}

const empty: ContactMemory = { ring: emptyRing, last_ratio: null };

/**
 * CONTACT_LOSS as spectra see it: R1 above `warning_ratio` (1.3) times the median of the series' last 5 quiet spectra in two in a row,
 * above `critical_ratio` (2) in both (critical). Electrodes or current collectors lost contact, which pressure may bring back (Shi et al. 2020). Quiet: fewer than 2
 * to compare with, other series. Look-alikes: a colder cell, other leads. The rule over records sees the same at current edges.
 */
export function judgeOhmicContact(
  memory: ContactMemory = empty,
  { ohmic_resistance_ohm: ohm, derived_cycle_count }: ResistanceEstimate,
  { limits: { warning_ratio, critical_ratio } }: RuleInForce,
): { memory: ContactMemory; finding: Finding | null } {
  if (ohm === null) return { memory, finding: null };
  const cycle = derived_cycle_count ?? 0;
  const { ring, last_ratio } = memory;
  const remembered = remember(ring, cycle, ohm, ringLength);
  if (ring.y.length < fewestValues) return { memory: { ring: remembered, last_ratio: null }, finding: null };
  const baseline = median(ring.y);
  const ratio = ohm / baseline;
  const critical = ratio > critical_ratio && last_ratio !== null && last_ratio > critical_ratio;
  const limit = critical ? critical_ratio : warning_ratio;
  const share = (ratio - 1) / (warning_ratio - 1);
  const fires = ratio > warning_ratio;
  return {
    memory: { ring: fires ? ring : remembered, last_ratio: ratio },
    finding: {
      excess: fires ? Math.max(1, share) : Math.min(0.999, Math.max(0, share)),
      severity: critical ? 'critical' : 'warning',
      message: `Spectrum of cycle ${cycle}: R1 is ${ohm.toPrecision(3)} Ω, more than ${limit} times ${baseline.toPrecision(3)} Ω, the median of the last ${ring.y.length}: contact may be lost.`,
      evidence: {
        quantity: 'ohmic_resistance_ohm',
        unit: 'Ω',
        value: ohm,
        limit: limit * baseline,
        baseline,
        chart: chartOf(ring, 'derived_cycle_count', cycle, ohm),
      },
    },
  };
}
