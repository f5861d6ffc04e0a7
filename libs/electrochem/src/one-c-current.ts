import type { CellFacts } from '@cellwatch/events';

/** The current called 1C, in amperes: active mass times its declared 1C, else the nominal capacity in one hour; null where neither is declared. */
export function oneCCurrent(
  facts: Pick<CellFacts, 'active_mass_gram' | 'one_c_milliampere_per_gram' | 'nominal_capacity_ah'>,
): number | null {
  const { active_mass_gram, one_c_milliampere_per_gram, nominal_capacity_ah } = facts;
  if (active_mass_gram && one_c_milliampere_per_gram) return (active_mass_gram * one_c_milliampere_per_gram) / 1000;
  return nominal_capacity_ah ? nominal_capacity_ah : null;
}
