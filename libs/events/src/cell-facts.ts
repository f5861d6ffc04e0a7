/**
 * What the lab knows of a cell and no record tells. A result is a function of (records, facts_version, definition_version).
 * Absent means not declared: nothing is guessed from it.
 */
export interface CellFacts {
  cell_id: string;
  /** First 16 hex digits of the SHA-256 of the other fields in canonical JSON; `0` where nothing was declared. */
  facts_version: string;
  /** Decides which half comes first and what CE divides: a half-cell's working electrode is the anode or the cathode under test. */
  system?: 'full_cell' | 'anode_half_cell' | 'cathode_half_cell' | 'symmetric_cell' | 'blocking_pellet';
  label?: string;
  campaign?: string;
  /** Where it is kept while it is tested: cells of one chamber share its faults. */
  chamber?: string;
  nominal_capacity_ah?: number;
  /** Of the electrode that specific capacities refer to: the anode in a half-cell, the cathode in a full cell. */
  active_mass_gram?: number;
  active_loading_mg_per_cm2?: number;
  area_cm2?: number;
  /** 1C in mA per gram of active mass. */
  one_c_milliampere_per_gram?: number;
  /** Active share of the coating's mass, of the electrode that `active_mass_gram` weighs. */
  active_fraction?: number;
  /** The other electrode, the anode of a full cell: its active loading, its coating's active share, its capacity per gram. */
  counter_loading_mg_per_cm2?: number;
  counter_active_fraction?: number;
  counter_specific_capacity_mah_per_gram?: number;
  /** Capacity of the anode over that of the cathode. */
  n_to_p_ratio?: number;
  /** As built; and as a product would have it, for energy densities that say that they are projected. */
  separator_thickness_micrometer?: number;
  projected_separator_thickness_micrometer?: number;
  /** Apparent: pores included. */
  separator_density_gram_per_cm3?: number;
  /** Both current collectors together. */
  collector_areal_mass_mg_per_cm2?: number;
  /** What the energy density weighs; `coatings` where it is not declared. */
  mass_model?: 'coatings' | 'coatings_and_collectors';
  lower_voltage_limit_volt?: number;
  upper_voltage_limit_volt?: number;
  /** Half-cells: what the potential is measured against. `lithium_indium` lies 0.62 V above lithium. */
  reference_electrode?: 'lithium' | 'lithium_indium';
  /** Potential of the reference against lithium, where it is not that of `reference_electrode`. */
  reference_offset_volt?: number;
  /** `reversed`: the leads are swapped, so that voltage and current are recorded with the other sign. */
  polarity?: 'normal' | 'reversed';
  temperature_set_point_celsius?: number;
  /** Set points of a temperature series, each from a derived cycle on; before the first, `temperature_set_point_celsius`. */
  temperature_schedule?: { from_cycle: number; celsius: number }[];
  pressure_set_point_pa?: number;
  prelithiated?: boolean;
  /** Derived cycle numbers of the cell's life that are formation. */
  formation_cycles?: number[];
  /** Derived cycle numbers that measure the cell (reference performance tests): kept out of baselines and averages. */
  check_up_cycles?: number[];
  /** The protocol's C-rates, each from a derived cycle on: what is measured must agree within 5 %. */
  c_rate_schedule?: { from_cycle: number; c_rate: number }[];
  /** Peaks that dQ/dV may be assigned to, in volts against lithium. Half-cells only. */
  expected_peaks?: { name: string; voltage_volt: number; direction: 'charge' | 'discharge' }[];
  retention_reference?: 'cycle1' | 'first_after_formation_same_regime' | 'max_first_5' | 'median_first_40';
  average_coulombic_efficiency_include_first?: boolean;
  /** What impedance spectra are fitted with: an id or a notation; `S2W` where it is not declared. */
  impedance_circuit?: string;
  /** Of the active material, for D_Li: without it diffusion is told relative to the series' first spectrum alone. */
  lithium_concentration_mol_per_cm3?: number;
  /** What was varied in the campaign: composition, pressure, temperature, rate. Cells with equal factors are one group. */
  factors?: Record<string, string | number>;
  /** Which of the cells with equal factors this one is. */
  replicate?: string;
  /** The last cycle of a cell that died, or that was taken off although it lived: survivors are counted with it. */
  failed_at_cycle?: number;
  withdrawn_at_cycle?: number;
}

export const noFacts = '0';
