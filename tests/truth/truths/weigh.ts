import { electrodeBasis, energyDensity } from '@cellwatch/electrochem';
import type { Laboratory } from '../laboratory.js';
import { arealDischarged } from './read.js';

/** What the mass model weighs in mg/cm², by itself: the others as if they were nothing. */
export interface Weighed {
  cathode?: boolean;
  anode?: boolean;
  /** µm; 0 is none. */
  separator?: number;
  /** Active masses instead of coatings. */
  cathode_fraction?: number;
  anode_fraction?: number;
}

const nothing = 1e-12;

/** From the facts and the capacity of the cell's second cycle, its first at 0.1C being like it. */
export function weigh(laboratory: Laboratory, name: string, what: Weighed): number {
  const { facts, cycle } = laboratory(name);
  const { active_loading_mg_per_cm2, area_cm2 } = electrodeBasis(facts);
  const energy_wh = 1;
  const density = energyDensity({
    energy_wh,
    area_cm2,
    cathode_loading_mg_per_cm2: what.cathode ? active_loading_mg_per_cm2 : nothing,
    cathode_active_fraction: what.cathode_fraction ?? facts.active_fraction,
    n_to_p_ratio: what.anode ? facts.n_to_p_ratio : nothing,
    areal_capacity_mah_per_cm2: cycle(2)[arealDischarged],
    anode_specific_capacity_mah_per_gram: facts.counter_specific_capacity_mah_per_gram,
    anode_active_fraction: what.anode_fraction ?? facts.counter_active_fraction,
    separator_thickness_micrometer: what.separator || nothing,
    separator_density_gram_per_cm3: facts.separator_density_gram_per_cm3,
    mass_model: 'coatings',
  })!;
  return (1e6 * energy_wh) / area_cm2! / density;
}
