import type { CellFacts } from '@cellwatch/events';
import { electrodeBasis } from '../electrode-basis.js';
import { oneCCurrent } from '../one-c-current.js';
import type { Convention, ConventionName } from './convention.js';
import type { Fact } from './need.js';
import { shown } from './shown.js';

/** What specific and areal values and C-rates are of. */
export function basisConventions(facts: CellFacts): Convention[] {
  const basis = electrodeBasis(facts);
  const of =
    facts.system === 'anode_half_cell'
      ? 'the anode'
      : facts.system === 'full_cell' || facts.system === 'cathode_half_cell'
        ? 'the cathode'
        : 'the electrode under test';
  const measured = (
    name: ConventionName,
    fact: keyof typeof basis,
    others: Fact[],
    text: (value: number) => string,
  ) => {
    const value = basis[fact];
    const none: Convention = { name, value: 'none', basis: 'not_declared', from: [fact, ...others] };
    if (value === null) return none;
    const declared = facts[fact] !== undefined;
    return {
      name,
      value: text(value),
      basis: declared ? 'declared' : 'derived',
      from: declared ? [fact] : others,
    } satisfies Convention;
  };
  const one_c_ampere = oneCCurrent({ ...facts, active_mass_gram: basis.active_mass_gram ?? undefined });
  const massFacts: Fact[] =
    facts.active_mass_gram === undefined ? ['active_loading_mg_per_cm2', 'area_cm2'] : ['active_mass_gram'];
  const byMass = basis.active_mass_gram !== null && facts.one_c_milliampere_per_gram !== undefined;
  const oneCFacts: Fact[] = byMass ? ['one_c_milliampere_per_gram', ...massFacts] : ['nominal_capacity_ah'];
  const { nominal_capacity_ah } = facts;
  return [
    measured(
      'specific_basis',
      'active_mass_gram',
      ['active_loading_mg_per_cm2', 'area_cm2'],
      (value) => `${shown(value)} g of active mass of ${of}`,
    ),
    measured(
      'areal_basis',
      'area_cm2',
      ['active_mass_gram', 'active_loading_mg_per_cm2'],
      (value) => `${shown(value)} cm²`,
    ),
    {
      name: 'one_c',
      value: one_c_ampere === null ? 'none: no C-rates' : `${shown(one_c_ampere)} A`,
      basis: one_c_ampere === null ? 'not_declared' : 'derived',
      from: one_c_ampere === null ? ['one_c_milliampere_per_gram', 'nominal_capacity_ah'] : oneCFacts,
    },
    {
      name: 'nominal_capacity',
      value:
        nominal_capacity_ah !== undefined
          ? `${shown(nominal_capacity_ah)} Ah`
          : one_c_ampere !== null
            ? `${shown(one_c_ampere)} Ah, one hour of 1C`
            : 'none: thresholds follow the largest half so far, and no CE',
      basis: nominal_capacity_ah !== undefined ? 'declared' : one_c_ampere !== null ? 'derived' : 'not_declared',
      from: nominal_capacity_ah === undefined && one_c_ampere !== null ? oneCFacts : ['nominal_capacity_ah'],
    },
  ];
}
