import type { CellFacts } from '@cellwatch/events';
import type { Life, Reference, Regime } from './state.js';

export type RetentionReference = NonNullable<CellFacts['retention_reference']>;

/** The half-cell literature refers to cycle 1, that of full cells to the first cycle after formation in the same regime. */
export function retentionReference({ retention_reference, system }: CellFacts): RetentionReference {
  if (retention_reference) return retention_reference;
  return system === 'anode_half_cell' ? 'cycle1' : 'first_after_formation_same_regime';
}

/**
 * Takes a complete, trusted cycle into its regime's baseline and returns what its reversible capacity is to be compared with:
 * null until the reference is settled, for a formation cycle, and where the reference belongs to another regime.
 */
export function retentionBaseline(
  facts: CellFacts,
  life: Life,
  regime: Regime,
  key: string,
  capacity_ah: number,
  derived_cycle_count: number,
): Reference | null {
  const own = { capacity_ah, derived_cycle_count };
  life.first_cycle ??= { ...own, regime: key };
  const kind = retentionReference(facts);
  if (kind === 'cycle1') return life.first_cycle.regime === key ? life.first_cycle : null;
  if (facts.formation_cycles?.includes(derived_cycle_count)) return null;
  if (regime.reference) return regime.reference;
  if (kind === 'first_after_formation_same_regime') return (regime.reference = own);
  // Six digits are beyond any cycler's accuracy, and keep eight times forty of them small.
  regime.candidates_microampere_hour.push(Number((1e6 * capacity_ah).toPrecision(6)));
  if (kind === 'max_first_5') regime.candidate_cycle_counts.push(derived_cycle_count);
  if (regime.candidates_microampere_hour.length < (kind === 'max_first_5' ? 5 : 40)) return null;
  regime.reference = kind === 'max_first_5' ? greatest(regime) : median(regime);
  regime.candidates_microampere_hour = [];
  regime.candidate_cycle_counts = [];
  return regime.reference;
}

function greatest({ candidates_microampere_hour, candidate_cycle_counts }: Regime): Reference {
  const capacity = Math.max(...candidates_microampere_hour);
  const derived_cycle_count = candidate_cycle_counts[candidates_microampere_hour.indexOf(capacity)];
  return { capacity_ah: capacity / 1e6, derived_cycle_count };
}

function median({ candidates_microampere_hour }: Regime): Reference {
  const sorted = candidates_microampere_hour.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return { capacity_ah: (sorted[half - 1] + sorted[half]) / 2e6, derived_cycle_count: null };
}
