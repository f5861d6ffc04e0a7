import { topics, type CycleFlag } from '@cellwatch/events';
import type { EpisodeLimits } from '../evolve-episode.js';
import { percent, type Finding } from '../finding.js';
import type { Rule, RuleInForce } from '../rule.js';
import { impossibleEfficiency } from './ce-drop.js';
import { twoOfThree } from './retention.js';
import type { SeenCycle } from './seen-cycle.js';

export const dataUnitRule: Rule = {
  code: 'DATA_UNIT',
  version: 1,
  topic: topics.cycles,
  severities: ['notice'],
  title: 'A unit or a declared number is wrong',
  description: 'A capacity or current is off by about a thousand, or the measured C-rate is not the declared one.',
  likely_cause: 'Milli-units under a plain header, or a mistyped mass, loading or 1C.',
  look_alikes: ['A protocol at another rate than the declared schedule.'],
  limits: [],
};

export const dataSignRule: Rule = {
  code: 'DATA_SIGN',
  version: 1,
  topic: topics.cycles,
  severities: ['notice'],
  title: 'A sign is wrong',
  description:
    'Voltage and current disagree in sign, or the voltage lies in the declared window only with its sign turned.',
  likely_cause: 'An export without signs that was read as signed, or swapped leads.',
  look_alikes: ['A cell that was driven into reversal.'],
  limits: [],
};

export const dataCapacityRule: Rule = {
  code: 'DATA_CAPACITY',
  version: 1,
  topic: topics.cycles,
  severities: ['notice'],
  title: 'A capacity contradicts itself',
  description:
    'The integral of the current and the cycler’s counter disagree, or the cell gave back more than 101.5 % of its charge in 2 of 3 cycles within one regime.',
  likely_cause: 'Missing rows, a wrong cycle border, or a counter that was reset.',
  look_alikes: [
    'In a half-cell, a soft short: charge comes back that the cycler never put in. OVERCHARGE comes with it.',
  ],
  limits: [
    {
      name: 'greatest_efficiency',
      unit: '1',
      default: impossibleEfficiency,
      minimum: 1.001,
      maximum: 2,
      description: 'Coulombic efficiency within one regime above which charge came from nowhere.',
    },
  ],
};

/**
 * DATA_UNIT: see the flags. Notices page nobody and are no sign of electrochemistry: the cycles that they flag are kept out of
 * every other rule's baseline. Quiet: nothing is muted but what no flag names. Source: design of this project.
 */
export function judgeDataUnit(seen: SeenCycle): Finding {
  return byFlags(seen, ['unit_suspect', 'c_rate_mismatch']);
}

/** DATA_SIGN: as `judgeDataUnit`, of signs. */
export function judgeDataSign(seen: SeenCycle): Finding {
  return byFlags(seen, ['sign_suspect', 'polarity_suspect']);
}

/**
 * DATA_CAPACITY: as `judgeDataUnit`, of capacities. An efficiency above 101.5 % counts in 2 of 3 cycles (one wrong cycle border is
 * made up for by the next), from the third cycle of a regime on: what
 * comes back after a change of rate or a first charge from nothing was put in before (a healthy first cycle shows 102.2 %).
 */
export function judgeDataCapacity(
  seen: SeenCycle,
  { limits: { greatest_efficiency } }: RuleInForce,
): { finding: Finding; episode: EpisodeLimits } {
  const { coulombic_efficiency: efficiency, derived_cycle_count, flags } = seen.cycle;
  const isFlagged = flags.includes('counter_mismatch');
  if (!seen.comparable || efficiency === null || efficiency <= greatest_efficiency)
    return { finding: byFlags(seen, ['counter_mismatch']), episode: { ...twoOfThree, needed: isFlagged ? 1 : 2 } };
  const finding: Finding = {
    excess: 2,
    severity: 'notice',
    message: `Cycle ${derived_cycle_count}: coulombic efficiency ${percent(efficiency)} is above ${percent(greatest_efficiency)}: charge came from nowhere.`,
    evidence: {
      quantity: 'coulombic_efficiency',
      unit: '1',
      value: efficiency,
      limit: greatest_efficiency,
      baseline: 1,
      chart: null,
    },
  };
  return { finding, episode: twoOfThree };
}

function byFlags({ cycle }: SeenCycle, flags: readonly CycleFlag[]): Finding {
  const raised = flags.filter((flag) => cycle.flags.includes(flag));
  const why = cycle.contradictions
    .filter(({ flag }) => raised.includes(flag))
    .map(({ got, expected }) => `got ${got}, expected ${expected}`);
  return {
    excess: raised.length > 0 ? 2 : 0,
    severity: 'notice',
    message: `Cycle ${cycle.derived_cycle_count} is flagged ${raised.join(' and ')}${why.length > 0 ? `: ${why.join('; ')}` : ''}.`,
    evidence: { quantity: 'flags', unit: '1', value: raised.length, limit: 1, baseline: 0, chart: null },
  };
}
