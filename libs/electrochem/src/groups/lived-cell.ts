import type { CellFacts } from '@cellwatch/events';
import { lifeOf, type LifeCycle } from './life-of.js';
import type { LivedCell } from './retention-of-survivors.js';

/**
 * A cell's life beside its retention by cycle, as the averages of a group take them; null where nothing is known of its life.
 *
 * @quantity Life and retention of a cell
 * @symbol none
 * @unit cycle; 1
 * @formula (life, {(N, X_N/X_ref)})
 * @convention complete cycles that have a retention, in order
 * @source design of this project
 */
export function livedCell(
  facts: Pick<CellFacts, 'failed_at_cycle' | 'withdrawn_at_cycle'>,
  cycles: readonly LifeCycle[],
  end_of_life_retention?: number,
): LivedCell | null {
  const life = lifeOf(facts, cycles, end_of_life_retention);
  if (!life) return null;
  const retentions = cycles
    .filter(({ status }) => status === 'complete')
    .flatMap(({ derived_cycle_count: cycle, capacity_retention }) =>
      capacity_retention === null ? [] : [{ cycle, capacity_retention }],
    )
    .sort((one, other) => one.cycle - other.cycle);
  return { life, retentions };
}
