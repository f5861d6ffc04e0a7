import type { CellFacts, CycleSummary } from '@cellwatch/events';
import { capacityGroups, type CapacityGroup } from './capacity-groups.js';
import { relativeCapacity } from './relative-capacity.js';

/** Cycles in a row of one regime; `relative_...` to the same figure of the first group, as ratios. */
export interface RateGroup extends CapacityGroup {
  regime: string;
  relative_last: number | null;
  relative_median: number | null;
}

/** Ratio of the last group whose regime occurred before to the first group of that regime. */
export interface RateRecovery {
  regime: string;
  before_first_cycle: number;
  after_first_cycle: number;
  last: number | null;
  median: number | null;
}

export interface RateTable {
  groups: RateGroup[];
  recovery: RateRecovery | null;
}

/**
 * Rate capability: reversible capacity of each group of cycles in a row with equal regime, and what comes back at a rate after
 * faster ones.
 *
 * Publications do not say whether they print the last cycle of a rate or a mean of it: both the last and the median without the
 * first are given. Only complete cycles count. Reversible is the charge of an anode half-cell and the discharge of a full cell
 * or cathode
 * half-cell; without a declared system the table is empty.
 *
 * @quantity Rate capability and recovery
 * @symbol none
 * @unit Ah, mAh/g, mAh/cm², ratio
 * @formula X per regime; recovery = X(again) / X(first time)
 * @convention last cycle of each group, and the median without its first; relative to the first group
 * @source project convention: which cycle of a rate is printed, publications do not say
 */
export function rateTable(cycles: readonly CycleSummary[], system: CellFacts['system']): RateTable {
  const groups = capacityGroups(cycles, system, ({ regime }) => regime).map(({ key, group }, _, all) => ({
    regime: key,
    ...group,
    ...relativeCapacity(group, all[0].group),
  }));
  return { groups, recovery: recoveryOf(groups) };
}

function recoveryOf(groups: readonly RateGroup[]): RateRecovery | null {
  for (let at = groups.length - 1; at > 0; at--) {
    const after = groups[at];
    const before = groups.slice(0, at).find(({ regime }) => regime === after.regime);
    if (!before) continue;
    const { relative_last, relative_median } = relativeCapacity(after, before);
    return {
      regime: after.regime,
      before_first_cycle: before.first_cycle,
      after_first_cycle: after.first_cycle,
      last: relative_last,
      median: relative_median,
    };
  }
  return null;
}
