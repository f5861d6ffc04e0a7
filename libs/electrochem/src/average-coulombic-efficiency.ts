/**
 * Mean of the CE of cycles 1 to n, null entries left out; by default without cycle 1, whose loss is formation.
 *
 * `efficiencies[0]` is cycle 1. `include_first` counts it too: publications differ and seldom say which they mean. The caller
 * passes null for cycles that do not belong (regime changes, check-ups, incomplete ones). Null where nothing is left.
 *
 * @quantity Average coulombic efficiency
 * @symbol CE_avg
 * @unit ratio
 * @formula Σ CE_n / n
 * @convention mean of the cycles from 2 on; `include_first` counts cycle 1; cycles that do not belong are null
 * @source project convention: publications seldom say whether cycle 1 is in the mean
 */
export function averageCoulombicEfficiency(
  efficiencies: readonly (number | null)[],
  { include_first = false }: { include_first?: boolean } = {},
): number | null {
  const counted = efficiencies.slice(include_first ? 0 : 1).filter((efficiency) => efficiency !== null);
  return counted.length > 0 ? counted.reduce((sum, efficiency) => sum + efficiency, 0) / counted.length : null;
}
