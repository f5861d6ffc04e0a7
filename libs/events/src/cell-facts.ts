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
  nominal_capacity_ah?: number;
  /** Of the electrode that specific capacities refer to: the anode in a half-cell, the cathode in a full cell. */
  active_mass_gram?: number;
  active_loading_mg_per_cm2?: number;
  area_cm2?: number;
  /** 1C in mA per gram of active mass. */
  one_c_milliampere_per_gram?: number;
  lower_voltage_limit_volt?: number;
  upper_voltage_limit_volt?: number;
  reference_offset_volt?: number;
  temperature_set_point_celsius?: number;
  pressure_set_point_pa?: number;
  prelithiated?: boolean;
  /** Derived cycle numbers of the cell's life that are formation. */
  formation_cycles?: number[];
  retention_reference?: 'cycle1' | 'first_after_formation_same_regime' | 'max_first_5' | 'median_first_40';
  average_coulombic_efficiency_include_first?: boolean;
}

export const noFacts = '0';
