import type { CellFacts, CycleSummary } from '@cellwatch/events';
import { reversibleCapacity } from '../groups/reversible-capacity.js';
import { median } from './median.js';

/** Reversible capacity of a cycle, or the median of several; the last two where mass and area are declared. */
export interface GroupCapacity {
  capacity_ah: number;
  specific_capacity_mah_per_gram: number | null;
  areal_capacity_mah_per_cm2: number | null;
}

/** Cycles in a row under equal conditions. Numbers are `derived_cycle_count`. */
export interface CapacityGroup {
  first_cycle: number;
  last_cycle: number;
  cycles: number;
  /** Medians. */
  charging_c_rate: number | null;
  discharging_c_rate: number | null;
  last: GroupCapacity;
  /** Of all but the first, which still carries the change of conditions; null where there is only one. */
  median: GroupCapacity | null;
}

/**
 * Complete cycles in order of their number, cut wherever `keyOf` changes; a null key belongs nowhere. Reversible is the charge of an
 * anode half-cell and the discharge of a full cell or a cathode half-cell; any other system has no groups.
 */
export function capacityGroups(
  cycles: readonly CycleSummary[],
  system: CellFacts['system'],
  keyOf: (cycle: CycleSummary) => string | null,
): { key: string; members: CycleSummary[]; group: CapacityGroup }[] {
  const reversible = reversibleOf(system);
  if (!reversible) return [];
  const groups: { key: string; members: CycleSummary[] }[] = [];
  for (const cycle of [...cycles].sort((one, other) => one.derived_cycle_count - other.derived_cycle_count)) {
    if (cycle.status !== 'complete' || cycle.retracted) continue;
    const key = keyOf(cycle);
    if (key === null) continue;
    const open = groups[groups.length - 1];
    if (open?.key === key) open.members.push(cycle);
    else groups.push({ key, members: [cycle] });
  }
  return groups.map(({ key, members }) => {
    const readings = members.map(reversible);
    const later = readings.slice(1);
    return {
      key,
      members,
      group: {
        first_cycle: members[0].derived_cycle_count,
        last_cycle: members[members.length - 1].derived_cycle_count,
        cycles: members.length,
        charging_c_rate: median(members.map(({ charging_c_rate }) => charging_c_rate)),
        discharging_c_rate: median(members.map(({ discharging_c_rate }) => discharging_c_rate)),
        last: readings[readings.length - 1],
        median:
          later.length > 0
            ? {
                capacity_ah: median(later.map(({ capacity_ah }) => capacity_ah))!,
                specific_capacity_mah_per_gram: median(later.map((reading) => reading.specific_capacity_mah_per_gram)),
                areal_capacity_mah_per_cm2: median(later.map((reading) => reading.areal_capacity_mah_per_cm2)),
              }
            : null,
      },
    };
  });
}

function reversibleOf(system: CellFacts['system']): ((cycle: CycleSummary) => GroupCapacity) | null {
  if (system === undefined || system === 'symmetric_cell' || system === 'blocking_pellet') return null;
  return (cycle) => {
    const found = reversibleCapacity(cycle, { system })!;
    return {
      capacity_ah: found.reversible_capacity_ah,
      specific_capacity_mah_per_gram: found.specific_reversible_capacity_mah_per_gram,
      areal_capacity_mah_per_cm2: found.areal_reversible_capacity_mah_per_cm2,
    };
  };
}
