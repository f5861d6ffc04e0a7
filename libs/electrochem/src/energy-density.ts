/** What is weighed. Nullable facts: what is not declared is not guessed. Areal masses are those of active material. */
export interface EnergyDensityInput {
  energy_wh: number;
  area_cm2?: number | null;
  cathode_loading_mg_per_cm2?: number | null;
  cathode_active_fraction?: number | null;
  /** Where it is not declared, it follows from the next three. */
  anode_loading_mg_per_cm2?: number | null;
  n_to_p_ratio?: number | null;
  areal_capacity_mah_per_cm2?: number | null;
  anode_specific_capacity_mah_per_gram?: number | null;
  anode_active_fraction?: number | null;
  separator_thickness_micrometer?: number | null;
  /** Apparent: pores included. */
  separator_density_gram_per_cm3?: number | null;
  /** Both collectors together; asked for by `coatings_and_collectors` only. */
  collector_areal_mass_mg_per_cm2?: number | null;
  mass_model: 'coatings' | 'coatings_and_collectors';
}

/**
 * Energy density of a full cell in Wh/kg: discharged energy over the mass of both coatings and of the separator (or solid
 * electrolyte).
 *
 * Per area: E/A ÷ (L_c/w_c + L_a/w_a + ρ·d [+ collectors]); a coating weighs its active loading L over its active fraction w. An
 * anode loading that is not declared is N/P · areal capacity / specific capacity of the anode, both of its active mass. Housing
 * and liquid electrolyte are not weighed. With the separator's real thickness it is that of the cell on the bench, with
 * a thinner one a projection. Null where an input of the mass model is absent or not positive.
 *
 * @quantity Energy density
 * @symbol none
 * @unit Wh/kg
 * @formula (E_d/A) / (L_c/w_c + L_a/w_a + ρ·d [+ collectors])
 * @convention full cells; coatings and separator, collectors only by their mass model; actual and projected separator
 *   are two values; no housing, no liquid
 * @source project convention: that Lee et al., Nano-Micro Lett. 2026, 18:411 weighs the same is an inference from
 *   credible mean voltages
 */
export function energyDensity(input: EnergyDensityInput): number | null {
  const positive = (value: number | null | undefined) => (value != null && value > 0 ? value : NaN);
  const cathode = positive(input.cathode_loading_mg_per_cm2) / positive(input.cathode_active_fraction);
  const anodeLoading =
    input.anode_loading_mg_per_cm2 != null
      ? positive(input.anode_loading_mg_per_cm2)
      : (1000 * positive(input.n_to_p_ratio) * positive(input.areal_capacity_mah_per_cm2)) /
        positive(input.anode_specific_capacity_mah_per_gram);
  const anode = anodeLoading / positive(input.anode_active_fraction);
  // 1 µm × 1 g/cm³ = 0.1 mg/cm²
  const separator =
    0.1 * positive(input.separator_thickness_micrometer) * positive(input.separator_density_gram_per_cm3);
  const collectors =
    input.mass_model === 'coatings_and_collectors' ? positive(input.collector_areal_mass_mg_per_cm2) : 0;
  const density = (1e6 * input.energy_wh) / positive(input.area_cm2) / (cathode + anode + separator + collectors);
  return Number.isFinite(density) ? density : null;
}
