import type { CycleSummary } from '@cellwatch/events';

/** The last cycle that was judged. */
export type LastCycle = Pick<CycleSummary, 'test_id' | 'first_record_index' | 'derived_cycle_count'>;

/** Within a test the record tells the order; between tests the number in the cell's life, which an unfinished cycle may lack. */
export function isBehind(cycle: CycleSummary, last: LastCycle): boolean {
  if (cycle.test_id === last.test_id) return cycle.first_record_index <= last.first_record_index;
  if (cycle.status === 'complete') return cycle.derived_cycle_count <= last.derived_cycle_count;
  return cycle.derived_cycle_count > 0 && cycle.derived_cycle_count < last.derived_cycle_count;
}
