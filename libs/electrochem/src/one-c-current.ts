import type { CellFacts } from '@cellwatch/events';
import { electrodeBasis } from './electrode-basis.js';

/**
 * The current called 1C, in amperes: active mass times its declared 1C, else the nominal capacity in one hour; null where
 * neither is declared.
 *
 * @quantity 1C current
 * @symbol I_1C
 * @unit A
 * @formula m·q_1C, else Q_nom / 1 h
 * @convention active mass of the electrode that capacities refer to; null where nothing is declared
 * @source textbook definition
 */
export function oneCCurrent(
  facts: Pick<
    CellFacts,
    'active_mass_gram' | 'active_loading_mg_per_cm2' | 'area_cm2' | 'one_c_milliampere_per_gram' | 'nominal_capacity_ah'
  >,
): number | null {
  const { one_c_milliampere_per_gram, nominal_capacity_ah } = facts;
  const { active_mass_gram } = electrodeBasis(facts);
  if (active_mass_gram && one_c_milliampere_per_gram) return (active_mass_gram * one_c_milliampere_per_gram) / 1000;
  return nominal_capacity_ah ? nominal_capacity_ah : null;
}
