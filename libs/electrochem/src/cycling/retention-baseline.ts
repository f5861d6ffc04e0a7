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
  capacity_ah: number,
  derived_cycle_count: number,
): Reference | null {
  const own = { capacity_ah, derived_cycle_count, regime: regime.key };
  life.first_cycle ??= own;
  const kind = retentionReference(facts);
  if (kind === 'cycle1') return life.first_cycle.regime === regime.key ? life.first_cycle : null;
  if (facts.formation_cycles?.includes(derived_cycle_count)) return null;
  if (regime.reference) return regime.reference;
  if (kind === 'first_after_formation_same_regime') return (regime.reference = own);
  regime.first_capacities_ah.push(capacity_ah);
  regime.first_cycle_counts.push(derived_cycle_count);
  if (regime.first_capacities_ah.length < (kind === 'max_first_5' ? 5 : 40)) return null;
  regime.reference = kind === 'max_first_5' ? greatest(regime) : median(regime);
  regime.first_capacities_ah = [];
  regime.first_cycle_counts = [];
  return regime.reference;
}

function greatest({ first_capacities_ah, first_cycle_counts, key }: Regime): Reference {
  const capacity_ah = Math.max(...first_capacities_ah);
  const derived_cycle_count = first_cycle_counts[first_capacities_ah.indexOf(capacity_ah)];
  return { capacity_ah, derived_cycle_count, regime: key };
}

function median({ first_capacities_ah, key }: Regime): Reference {
  const sorted = first_capacities_ah.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return { capacity_ah: (sorted[half - 1] + sorted[half]) / 2, derived_cycle_count: null, regime: key };
}
