/** What is often measured beside cycling: its unit, and between what its values can lie. */
export interface KnownObservation {
  unit: string;
  least: number;
  most: number;
  description: string;
}

/** Any other quantity may be observed as well, in a unit of its own. Ratios are ratios: unit `1`, so 0.326 and not 32.6 %. */
export const knownObservations = {
  electrode_thickness: known('um', 0.01, 10_000, 'Coating without its collector'),
  separator_thickness: known('um', 0.01, 10_000, 'Separator or solid electrolyte'),
  cell_thickness: known('um', 1, 1e6, 'The cell as a whole'),
  swelling: known('1', -1, 10, '(t − t0) / t0 of the coating’s thickness'),
  compaction_density: known('g/cm3', 0.01, 25, 'Coating’s mass over area × thickness'),
  indentation_plastic_energy: known('J', 0, 1, 'W_p: area between loading and unloading'),
  indentation_elastic_energy: known('J', 0, 1, 'W_e: area under unloading'),
  indentation_total_energy: known('J', 0, 1, 'W_p + W_e'),
  elastic_energy_share: known('1', 0, 1, 'W_e / (W_e + W_p)'),
  particle_size: known('um', 1e-4, 10_000, 'Median by volume, unless the method says otherwise'),
  crystallite_size: known('nm', 0.1, 10_000, 'By Scherrer’s equation, unless the method says otherwise'),
  specific_surface_area: known('m2/g', 0, 10_000, 'BET'),
  carbon_yield: known('1', 0, 1, 'Mass left of a precursor over its mass'),
  raman_shift: known('1/cm', 0, 5_000, 'Of one band; the method names it'),
  raman_d_to_g_ratio: known('1', 0, 100, 'I_D / I_G'),
  xps_binding_energy: known('eV', 0, 2_000, 'Of one line; the method names it'),
  electronic_conductivity: known('S/cm', 1e-20, 1e8, 'σ_e of a pellet; or a sweep from which it is computed'),
  ionic_conductivity: known('S/cm', 1e-20, 1e3, 'σ_ion of an electrolyte; or a sweep from which it is computed'),
} as const satisfies Record<string, KnownObservation>;

function known(unit: string, least: number, most: number, description: string): KnownObservation {
  return { unit, least, most, description };
}
