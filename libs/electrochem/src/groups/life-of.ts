import type { CellFacts, CycleSummary } from '@cellwatch/events';

/** How long a cell lived, for as long as it was watched. */
export interface Life {
  /** The last cycle of a cell that died; of one that did not, the last that is known of it. */
  cycle: number;
  event: 'died' | 'censored';
}

/** What of a cycle tells whether its cell lives. */
export type LifeCycle = Pick<CycleSummary, 'derived_cycle_count' | 'status' | 'capacity_retention' | 'purpose'>;

/**
 * The life of a cell from its declared end and its retention; null where neither a complete cycle nor an end is known.
 *
 * It died at `failed_at_cycle`, or at the first cycle whose retention is below the limit and which one of the next two cycles
 * with a retention confirms (2 of 3), whichever came first. Else it is censored: at `withdrawn_at_cycle`, or at its last
 * complete cycle while it runs. Formation, check-ups, pulses and titrations have no say.
 *
 * @quantity Cycle life
 * @symbol N
 * @unit cycle
 * @formula min(declared failure; first N with X_N/X_ref < limit in N and in one of the next two)
 * @convention end of life at a retention below 0.80 unless stated; 2 of 3 cycles, so that one interrupted cycle kills nobody
 * @source the limit: usual standard of battery end of life; the confirmation: design of this project
 */
export function lifeOf(
  facts: Pick<CellFacts, 'failed_at_cycle' | 'withdrawn_at_cycle'>,
  cycles: readonly LifeCycle[],
  end_of_life_retention = 0.8,
): Life | null {
  const complete = cycles
    .filter(({ status }) => status === 'complete')
    .sort((one, other) => one.derived_cycle_count - other.derived_cycle_count);
  const judged = complete.filter(
    ({ capacity_retention, purpose }) => capacity_retention !== null && (purpose ?? 'cycling') === 'cycling',
  );
  const low = judged.map(({ capacity_retention }) => capacity_retention! < end_of_life_retention);
  const worn = judged[low.findIndex((below, at) => below && (low[at + 1] || low[at + 2]))]?.derived_cycle_count;
  const died = Math.min(facts.failed_at_cycle ?? Infinity, worn ?? Infinity);
  const withdrawn = facts.withdrawn_at_cycle ?? Infinity;
  if (died <= withdrawn && died < Infinity) return { cycle: died, event: 'died' };
  if (withdrawn < Infinity) return { cycle: withdrawn, event: 'censored' };
  const last = complete.at(-1);
  return last ? { cycle: last.derived_cycle_count, event: 'censored' } : null;
}
