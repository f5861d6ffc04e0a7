import type { CellFacts } from '@cellwatch/events';
import type { FactKind } from './fact-text.js';
import { systems } from './words.js';

export type Fact = Exclude<keyof CellFacts, 'cell_id' | 'facts_version'>;

export interface FactField {
  name: string;
  /** Beside the input: its unit, or how it is written. */
  unit?: string;
  kind: FactKind;
  /** Of a choice: what is sent, and what is read. */
  options?: Record<string, string>;
}

const number = (name: string, unit?: string): FactField => ({ name, unit, kind: 'number' });
const text = (name: string): FactField => ({ name, kind: 'text' });
const choice = (name: string, options: Record<string, string>): FactField => ({ name, kind: 'choice', options });
const yesOrNo = { true: 'yes', false: 'no' };

const groups = {
  'What it is': {
    system: choice('System', systems),
    label: text('Label'),
    campaign: text('Campaign'),
    chamber: text('Chamber'),
    factors: { name: 'Factors', unit: 'anode = G/C; pressure_mpa = 40', kind: 'factors' },
    replicate: text('Replicate'),
    polarity: choice('Polarity', { normal: 'normal', reversed: 'reversed: the leads are swapped' }),
  },
  'Electrode under test (cathode of a full cell)': {
    nominal_capacity_ah: number('Nominal capacity', 'Ah'),
    active_mass_gram: number('Active mass', 'g'),
    active_loading_mg_per_cm2: number('Active loading', 'mg/cm²'),
    area_cm2: number('Area', 'cm²'),
    active_fraction: number('Active share of the coating', '0 to 1'),
    one_c_milliampere_per_gram: number('1C', 'mA per g of active mass'),
  },
  'Other electrode (anode of a full cell)': {
    counter_loading_mg_per_cm2: number('Counter loading', 'mg/cm², active'),
    counter_active_fraction: number('Counter’s active share', '0 to 1'),
    counter_specific_capacity_mah_per_gram: number('Counter’s specific capacity', 'mAh/g'),
    n_to_p_ratio: number('N/P', 'anode over cathode'),
    prelithiated: { name: 'Prelithiated', kind: 'yes_or_no', options: yesOrNo },
  },
  'Separator and mass': {
    separator_thickness_micrometer: number('Separator as built', 'µm'),
    projected_separator_thickness_micrometer: number('Separator projected', 'µm'),
    separator_density_gram_per_cm3: number('Separator’s density', 'g/cm³, pores included'),
    collector_areal_mass_mg_per_cm2: number('Both collectors', 'mg/cm²'),
    mass_model: choice('Energy density weighs', {
      coatings: 'coatings and separator',
      coatings_and_collectors: 'coatings, separator and collectors',
    }),
  },
  Impedance: {
    impedance_circuit: { name: 'Circuit', unit: 'S2W, S2RW, S2Wo, S1W or a notation', kind: 'text' },
    lithium_concentration_mol_per_cm3: number('Lithium concentration', 'mol/cm³, for D_Li'),
  },
  Voltage: {
    lower_voltage_limit_volt: number('Lower limit', 'V'),
    upper_voltage_limit_volt: number('Upper limit', 'V'),
    reference_electrode: choice('Reference electrode', { lithium: 'lithium', lithium_indium: 'lithium-indium' }),
    reference_offset_volt: number('Reference’s offset', 'V above lithium'),
    expected_peaks: {
      name: 'Expected peaks',
      unit: 'Si: 0.35 charge; LixSn: 0.66 charge, V against Li',
      kind: 'peaks',
    },
  },
  Conditions: {
    temperature_set_point_celsius: number('Temperature set point', '°C'),
    temperature_schedule: { name: 'Temperatures', unit: 'from cycle: °C, as 1: 25; 6: 40', kind: 'celsius' },
    pressure_set_point_pa: number('Pressure set point', 'Pa'),
    c_rate_schedule: { name: 'C-rates', unit: 'from cycle: C, as 1: 0.1; 4: 1', kind: 'c_rates' },
  },
  'Cycles and conventions': {
    formation_cycles: { name: 'Formation cycles', unit: 'as 1, 2', kind: 'cycles' },
    check_up_cycles: { name: 'Check-up cycles', unit: 'as 50, 100', kind: 'cycles' },
    retention_reference: choice('Retention against', {
      cycle1: 'cycle 1',
      first_after_formation_same_regime: 'first after formation, same regime',
      max_first_5: 'greatest of the first 5',
      median_first_40: 'median of the first 40',
    }),
    average_coulombic_efficiency_include_first: {
      name: 'Average CE with the first cycle',
      kind: 'yes_or_no',
      options: yesOrNo,
    },
    failed_at_cycle: number('Failed at', 'cycle'),
    withdrawn_at_cycle: number('Withdrawn at', 'cycle'),
  },
} as const satisfies Record<string, Partial<Record<Fact, FactField>>>;

type Shown = { [G in keyof typeof groups]: keyof (typeof groups)[G] }[keyof typeof groups];
/** A fact without its field does not compile. */
const everyFactIsShown: [Exclude<Fact, Shown>] extends [never] ? true : never = true;

/** The facts of a cell as a person fills them in, in groups. */
export const factGroups: [title: string, fields: [Fact, FactField][]][] = everyFactIsShown
  ? Object.entries(groups).map(([title, fields]) => [title, Object.entries(fields) as [Fact, FactField][]])
  : [];
