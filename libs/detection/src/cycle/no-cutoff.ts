import { topics, type EndReason } from '@cellwatch/events';
import type { Finding } from '../finding.js';
import type { Rule } from '../rule.js';
import type { SeenCycle } from './seen-cycle.js';

/** So many halves in a row must have reached their limit before one that does not says anything. */
const fewestReached = 3;
const likeRate = 0.1;

export const noCutoffRule: Rule = {
  code: 'NO_CUTOFF',
  version: 1,
  topic: topics.cycles,
  severities: ['warning'],
  title: 'A half no longer reaches its limit',
  description:
    'A charge or a discharge ended by time, capacity or hand, or short of the declared voltage, in 2 of 3 cycles, where those before it at the same rate ended at their voltage or current.',
  likely_cause: 'A strong soft short carries the current, so that the voltage stalls below its limit.',
  look_alikes: [
    'A protocol that limits capacity or time from now on.',
    'Another voltage limit that nobody declared.',
    'Somebody stopped the cell.',
  ],
  limits: [],
};

/** Of each half: how many in a row reached their limit, and at which rate. */
export interface CutoffMemory {
  charge: ReachedLimit | null;
  discharge: ReachedLimit | null;
}

interface ReachedLimit {
  reached: number;
  c_rate: number;
}

const empty: CutoffMemory = { charge: null, discharge: null };
const halves = ['charge', 'discharge'] as const;
const inWords: Record<EndReason, string> = {
  voltage: 'at its voltage',
  current: 'at its current',
  time: 'by time',
  capacity: 'by capacity',
  user: 'by hand',
  unknown: 'short of its voltage',
};

/**
 * NO_CUTOFF: a half ends otherwise than it used to: by time, capacity or hand, or short of the declared voltage.
 *
 * Signature: with R_s < V_cut/I a charge never reaches its limit (6.9 kΩ at 4.3 V and 0.62 mA): it stalls at V = I·R_s.
 * Threshold: 2 of 3 cycles, after at least 3 halves in a row at the same rate (within 10 %) that reached theirs. Where the source
 * does not say why a step ended, the declared voltage limit does.
 * Quiet: protocols that always do so (GITT, a share of the depth of discharge), another rate, check-ups, cycles that were cut,
 * rates or limits that nobody declared.
 * Look-alikes: a protocol with a capacity limit from now on, another voltage limit, a person.
 * Source: design of this project; the simulated 10 kΩ and 7 kΩ shunts end at the capacity limit.
 */
export function judgeNoCutoff(
  memory: CutoffMemory = empty,
  { cycle, cycling, trusted }: SeenCycle,
): { memory: CutoffMemory; finding: Finding | null } {
  if (!cycling || !trusted) return { memory, finding: null };
  const kept = { ...memory };
  let finding: Finding | null = null;
  for (const half of halves) {
    const reason = half === 'charge' ? cycle.charging_end_reason : cycle.discharging_end_reason;
    const c_rate = half === 'charge' ? cycle.charging_c_rate : cycle.discharging_c_rate;
    if (reason === null || c_rate === null) continue;
    const before = memory[half];
    const same = before !== null && Math.abs(before.c_rate - c_rate) <= likeRate * Math.max(before.c_rate, c_rate);
    const reached = same ? before.reached : 0;
    if (reason === 'voltage' || reason === 'current') {
      kept[half] = { reached: Math.min(reached + 1, fewestReached), c_rate: same ? before.c_rate : c_rate };
      if (reached >= fewestReached) finding ??= told(half, reason, cycle.derived_cycle_count, 0);
    } else if (reached >= fewestReached) finding = told(half, reason, cycle.derived_cycle_count, 2);
    else kept[half] = { reached: 0, c_rate };
  }
  return { memory: kept, finding };
}

function told(half: string, reason: EndReason, derived_cycle_count: number, excess: number): Finding {
  return {
    excess,
    severity: 'warning',
    message: `Cycle ${derived_cycle_count}: the ${half} ended ${inWords[reason]}; those before it reached their limit.`,
    evidence: {
      quantity: `${half === 'charge' ? 'charging' : 'discharging'}_end_reason`,
      unit: '1',
      value: excess === 0 ? 0 : 1,
      limit: 1,
      baseline: 0,
      chart: null,
    },
  };
}
