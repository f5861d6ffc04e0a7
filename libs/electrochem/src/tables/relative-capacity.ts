import { capacityRetention } from '../capacity-retention.js';
import type { CapacityGroup } from './capacity-groups.js';

/** Capacities of one group over those of another, each figure over its own kind. */
export function relativeCapacity(group: CapacityGroup, reference: CapacityGroup) {
  return {
    relative_last: capacityRetention(group.last.capacity_ah, reference.last.capacity_ah),
    relative_median:
      group.median && reference.median
        ? capacityRetention(group.median.capacity_ah, reference.median.capacity_ah)
        : null,
  };
}
