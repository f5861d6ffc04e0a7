import type { CycleSummary } from '@cellwatch/events';
import { arealCapacity } from '../areal-capacity.js';
import { electrodeBasis } from '../electrode-basis.js';
import { energyDensity } from '../energy-density.js';
import type { CyclingState } from './state.js';

/**
 * Wh/kg of a full cell, with the separator as built and as projected. The anode is weighed as declared; else by N/P from the
 * largest discharge so far, for an anode does not grow lighter as its cell fades.
 */
export function energyDensities({ facts, life }: CyclingState, summary: CycleSummary): Partial<CycleSummary> {
  const { active_loading_mg_per_cm2: loading, area_cm2 } = electrodeBasis(facts);
  if (facts.system !== 'full_cell' || loading === null || area_cm2 === null) return {};
  const mass_model = facts.mass_model ?? 'coatings';
  const of = (separator_thickness_micrometer: number | undefined) =>
    energyDensity({
      energy_wh: summary.cycle_discharging_energy_wh,
      area_cm2,
      cathode_loading_mg_per_cm2: loading,
      cathode_active_fraction: facts.active_fraction,
      anode_loading_mg_per_cm2: facts.counter_loading_mg_per_cm2,
      n_to_p_ratio: facts.n_to_p_ratio,
      areal_capacity_mah_per_cm2: arealCapacity(life.largest_discharge_ah, area_cm2) ?? undefined,
      anode_specific_capacity_mah_per_gram: facts.counter_specific_capacity_mah_per_gram,
      anode_active_fraction: facts.counter_active_fraction,
      separator_thickness_micrometer,
      separator_density_gram_per_cm3: facts.separator_density_gram_per_cm3,
      collector_areal_mass_mg_per_cm2: facts.collector_areal_mass_mg_per_cm2,
      mass_model,
    });
  const built = of(facts.separator_thickness_micrometer);
  const projected = of(facts.projected_separator_thickness_micrometer);
  return {
    energy_density_watt_hour_per_kilogram: built,
    projected_energy_density_watt_hour_per_kilogram: projected,
    mass_model: built === null && projected === null ? null : mass_model,
  };
}
