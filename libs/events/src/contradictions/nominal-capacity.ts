import { shown, type Declared, type Rule } from './declared.js';

/**
 * A nominal capacity may be that of a fast or a cold cell, well below what 1C stands for (114.5 mAh/g where 1C is 180 mA/g):
 * that is warned of. Beyond a factor of two a mass, a loading or a unit is mistyped.
 */
const most = 2;

export const nominalCapacity: Rule = (facts) => {
  const one_c_ah = oneCCapacity(facts);
  const { nominal_capacity_ah } = facts;
  if (one_c_ah === undefined || nominal_capacity_ah === undefined) return [];
  const ratio = nominal_capacity_ah / one_c_ah;
  if (ratio <= most && ratio >= 1 / most) return [];
  return [
    {
      fields: ['nominal_capacity_ah', 'one_c_milliampere_per_gram', 'active_mass_gram', 'active_loading_mg_per_cm2'],
      message: `${nominalAgainstOneC(facts, one_c_ah)}, expected them within a factor of ${most}`,
    },
  ];
};

/** What an hour of 1C passes, in Ah. */
export function oneCCapacity(facts: Declared): number | undefined {
  const { active_mass_gram, active_loading_mg_per_cm2, area_cm2, one_c_milliampere_per_gram } = facts;
  const mass =
    active_mass_gram ??
    (active_loading_mg_per_cm2 && area_cm2 ? (active_loading_mg_per_cm2 * area_cm2) / 1000 : undefined);
  if (mass === undefined || one_c_milliampere_per_gram === undefined) return undefined;
  return (mass * one_c_milliampere_per_gram) / 1000;
}

export function nominalAgainstOneC(facts: Declared, one_c_ah: number): string {
  const { nominal_capacity_ah, active_mass_gram, active_loading_mg_per_cm2, area_cm2, one_c_milliampere_per_gram } =
    facts;
  const mass =
    active_mass_gram === undefined
      ? `active_loading_mg_per_cm2 ${active_loading_mg_per_cm2} × area_cm2 ${area_cm2}`
      : `active_mass_gram ${active_mass_gram}`;
  return (
    `nominal_capacity_ah is ${nominal_capacity_ah}, but ${mass} × one_c_milliampere_per_gram ` +
    `${one_c_milliampere_per_gram} is ${shown(one_c_ah)} Ah`
  );
}
