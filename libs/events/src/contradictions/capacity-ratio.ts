import { shown, type Declared, type Rule } from './declared.js';

const tolerance = 0.15;
/** Beyond, lithium is plated by design, or most of the anode is dead weight. */
const least = 0.5;
const most = 3;

/** N/P as declared, by itself and against the electrodes' loadings and capacities. */
export const capacityRatio: Rule = (facts) => {
  const { n_to_p_ratio, counter_loading_mg_per_cm2, counter_specific_capacity_mah_per_gram } = facts;
  if (n_to_p_ratio === undefined) return [];
  if (n_to_p_ratio < least || n_to_p_ratio > most)
    return [
      { fields: ['n_to_p_ratio'], message: `n_to_p_ratio is ${n_to_p_ratio}, expected from ${least} to ${most}` },
    ];
  const computed = capacityRatios(facts);
  // One of the cathode's two capacities is enough: a rated one and that of 1C differ honestly.
  if (computed.length === 0 || computed.some(({ ratio }) => Math.abs(ratio / n_to_p_ratio - 1) <= tolerance)) return [];
  const [{ ratio, cathode, fields }] = computed;
  const message =
    `n_to_p_ratio is ${n_to_p_ratio}, but counter_loading_mg_per_cm2 ${counter_loading_mg_per_cm2} × ` +
    `counter_specific_capacity_mah_per_gram ${counter_specific_capacity_mah_per_gram} over ${cathode} is ${shown(ratio)}, ` +
    'expected them within 15 %';
  return [
    {
      fields: ['n_to_p_ratio', 'counter_loading_mg_per_cm2', 'counter_specific_capacity_mah_per_gram', ...fields],
      message,
    },
  ];
};

interface CapacityRatio {
  ratio: number;
  /** In words: what was divided by. */
  cathode: string;
  fields: (keyof Declared)[];
}

/** Capacity of the anode's coating over that of the cathode's, by each areal capacity that the cathode is declared to have. */
export function capacityRatios(facts: Declared): CapacityRatio[] {
  const { counter_loading_mg_per_cm2, counter_specific_capacity_mah_per_gram } = facts;
  if (counter_loading_mg_per_cm2 === undefined || counter_specific_capacity_mah_per_gram === undefined) return [];
  const anode = counter_loading_mg_per_cm2 * counter_specific_capacity_mah_per_gram;
  const { active_loading_mg_per_cm2, active_mass_gram, area_cm2, one_c_milliampere_per_gram, nominal_capacity_ah } =
    facts;
  const loading =
    active_loading_mg_per_cm2 ?? (active_mass_gram && area_cm2 ? (1000 * active_mass_gram) / area_cm2 : undefined);
  const area =
    area_cm2 ?? (active_mass_gram && loading !== undefined ? (1000 * active_mass_gram) / loading : undefined);
  const found: CapacityRatio[] = [];
  if (loading !== undefined && one_c_milliampere_per_gram !== undefined)
    found.push({
      ratio: anode / (loading * one_c_milliampere_per_gram),
      cathode: `active_loading_mg_per_cm2 ${shown(loading)} × one_c_milliampere_per_gram ${one_c_milliampere_per_gram}`,
      fields: ['active_loading_mg_per_cm2', 'one_c_milliampere_per_gram'],
    });
  if (nominal_capacity_ah !== undefined && area !== undefined)
    found.push({
      ratio: (anode / 1e6) * (area / nominal_capacity_ah),
      cathode: `nominal_capacity_ah ${nominal_capacity_ah} per area_cm2 ${shown(area)}`,
      fields: ['nominal_capacity_ah', 'area_cm2'],
    });
  return found;
}
