import type { CellFacts, CycleSummary } from '@cellwatch/events';
import { capacityGroups, type CapacityGroup } from './capacity-groups.js';
import { median } from './median.js';
import { relativeCapacity } from './relative-capacity.js';

/** Cycles in a row at one set point and in one regime; `relative_...` to the same figure of the first group, as ratios. */
export interface TemperatureGroup extends CapacityGroup {
  temperature_set_point_celsius: number;
  /** Median of what was measured. */
  temperature_celsius: number | null;
  relative_last: number | null;
  relative_median: number | null;
}

/**
 * Temperature series: reversible capacity of each group of cycles in a row with equal temperature set point.
 *
 * Grouped by the set point and not by what a sensor says, which drifts and overshoots; a change of regime within a set point
 * begins another group, so that rates are not mixed. Cycles without a set point are left out. Which half is reversible: as in
 * `rateTable`.
 *
 * @quantity Temperature series
 * @symbol none
 * @unit Ah, mAh/g, mAh/cm², ratio
 * @formula X per set point
 * @convention by set point, not by sensor; last cycle of each group, and the median without its first
 * @source project convention
 */
export function temperatureTable(cycles: readonly CycleSummary[], system: CellFacts['system']): TemperatureGroup[] {
  const keyOf = ({ temperature_set_point_celsius, regime }: CycleSummary) =>
    temperature_set_point_celsius === null ? null : `${temperature_set_point_celsius} ${regime}`;
  return capacityGroups(cycles, system, keyOf).map(({ members, group }, _, all) => ({
    temperature_set_point_celsius: members[0].temperature_set_point_celsius!,
    temperature_celsius: median(members.map(({ temperature_celsius }) => temperature_celsius)),
    ...group,
    ...relativeCapacity(group, all[0].group),
  }));
}
