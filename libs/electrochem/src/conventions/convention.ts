import type { Fact } from './need.js';

/** How a cell's numbers are to be read, and where that comes from. */
export interface Convention {
  name: ConventionName;
  /** In words, with values and units. */
  value: string;
  /** `not_declared`: nobody said; the value tells what is done then. */
  basis: 'declared' | 'derived' | 'not_declared';
  /** The facts that it is, or follows from; of one that was not declared, those that would say. */
  from: Fact[];
}

export type ConventionName =
  | 'role'
  | 'first_half'
  | 'coulombic_efficiency'
  | 'average_coulombic_efficiency'
  | 'reversible_capacity'
  | 'retention_reference'
  | 'specific_basis'
  | 'areal_basis'
  | 'one_c'
  | 'nominal_capacity'
  | 'reference_offset'
  | 'polarity'
  | 'formation'
  | 'check_ups'
  | 'mass_model'
  | 'regime';
