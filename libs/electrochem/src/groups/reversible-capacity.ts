import type { CellFacts, CycleSummary } from '@cellwatch/events';

export interface ReversibleCapacity {
  reversible_capacity_ah: number;
  specific_reversible_capacity_mah_per_gram: number | null;
  areal_reversible_capacity_mah_per_cm2: number | null;
}

type Capacities = Pick<
  CycleSummary,
  | 'cycle_charging_capacity_ah'
  | 'cycle_discharging_capacity_ah'
  | 'specific_charging_capacity_mah_per_gram'
  | 'specific_discharging_capacity_mah_per_gram'
  | 'areal_charging_capacity_mah_per_cm2'
  | 'areal_discharging_capacity_mah_per_cm2'
>;

/**
 * The capacity that a cell gives back in a cycle, which is what retention compares: that of the cycle's second half.
 *
 * @quantity Reversible capacity
 * @symbol Q2
 * @unit Ah; mAh/g of active mass; mAh/cm²
 * @formula Q2 = Q_discharge, in an anode half-cell Q_charge
 * @convention full cells and cathode half-cells charge first, anode half-cells discharge (lithiate) first; null without a system
 * @source electrode under test lithiates first in an anode half-cell: usage of the silicon literature
 */
export function reversibleCapacity(
  cycle: Capacities,
  { system }: Pick<CellFacts, 'system'>,
): ReversibleCapacity | null {
  if (system === undefined || system === 'symmetric_cell' || system === 'blocking_pellet') return null;
  return system === 'anode_half_cell'
    ? {
        reversible_capacity_ah: cycle.cycle_charging_capacity_ah,
        specific_reversible_capacity_mah_per_gram: cycle.specific_charging_capacity_mah_per_gram,
        areal_reversible_capacity_mah_per_cm2: cycle.areal_charging_capacity_mah_per_cm2,
      }
    : {
        reversible_capacity_ah: cycle.cycle_discharging_capacity_ah,
        specific_reversible_capacity_mah_per_gram: cycle.specific_discharging_capacity_mah_per_gram,
        areal_reversible_capacity_mah_per_cm2: cycle.areal_discharging_capacity_mah_per_cm2,
      };
}
