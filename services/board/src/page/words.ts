import type { PeakClaim } from '@cellwatch/electrochem';
import type {
  CellFacts,
  CoulombicEfficiencyReason,
  CycleFlag,
  CycleSummary,
  PulseExtrapolationReason,
  PulseFlag,
} from '@cellwatch/events';

/** Why there is no CE. */
export const reasons: Record<CoulombicEfficiencyReason, string> = {
  role_unknown: 'nobody declared the cell’s system',
  nominal_unknown: 'nobody declared the nominal capacity',
  no_first_half: 'the first half is missing',
  no_second_half: 'the second half is missing',
  half_incomplete: 'a half was cut',
  cycle_open: 'the cycle is still running',
  resumed: 'the cell’s state jumped between two tests',
  resolution: 'the capacity is below what the current resolves',
  not_applicable: 'this kind of cell has none',
};

export const flags: Record<CycleFlag, string> = {
  c_rate_mismatch: 'Measured and declared C-rate are more than 5 % apart: a mistyped mass, loading or 1C',
  counter_mismatch: 'The integral and the cycler’s counter disagree',
  counter_used: 'The capacity is the cycler’s counter',
  current_resolution: 'The current is coarse: the counter is preferred',
  data_clock: 'Repeated, backward or zero-time records were dropped',
  gap_filled: 'A hole inside a constant-current step was interpolated',
  gap_counter: 'A hole was bridged by the cycler’s counter',
  half_incomplete: 'A hole or the file’s edge cut a half',
  merged: 'Two halves of one direction in a row were added',
  missing_records: 'Holes in the record number',
  nominal_unknown: 'No nominal capacity: limits by resolution and the largest half so far',
  polarity_suspect: 'The voltage fits the declared window only with its sign turned: swapped leads',
  pulse_unresolved: 'Coarse pulses: only the counter counted',
  resumed: 'The cell’s state jumped between two tests',
  role_unknown: 'Nobody declared the cell’s system',
  sign_suspect: 'Voltage and current disagree in sign',
  unit_suspect: 'Off by about a thousand: milli-units under a plain header',
  voltage_jump: 'The voltage jumped at rest: another cell on this channel, or a lead that moved',
};

export const pulseFlagWords: Record<PulseFlag, string> = {
  current_changes: 'The current changed by more than 1 % while it ran',
  drift_uncorrected: 'No long rest on both sides: the drift of the open circuit is not taken off',
  edge_time_unknown: 'The edge is taken at the record before it',
  nominal_unknown: 'No nominal capacity: what is short is taken for a pulse',
  pulse_unresolved: 'Too few records for its shape',
  rest_short: 'The cell had rested for less time than the pulse lasted',
};

/** Why a pulse says nothing without diffusion. */
export const pulseReasons: Record<PulseExtrapolationReason, string> = {
  too_short: 'shorter than 8 s',
  too_few_records: 'too few records',
  current_changes: 'the current changed',
  bends: 'no line in √t: a slow arc, or the open circuit moved',
  noisy: 'too noisy',
};

export const systems: Record<string, string> = {
  full_cell: 'full cell',
  anode_half_cell: 'anode half-cell',
  cathode_half_cell: 'cathode half-cell',
  symmetric_cell: 'symmetric cell',
  blocking_pellet: 'blocking pellet',
};

const retentionReferences: Record<string, string> = {
  cycle1: 'cycle 1',
  first_after_formation_same_regime: 'the first cycle after formation under the same conditions',
  max_first_5: 'the greatest of the first 5',
  median_first_40: 'the median of the first 40',
};

export function efficiencyConvention(system: string | null | undefined): string {
  switch (system) {
    case 'full_cell':
      return 'CE = discharge / charge capacity of the same cycle (full cell).';
    case 'cathode_half_cell':
      return 'CE = discharge / charge capacity of the same cycle (cathode half-cell: charge comes first).';
    case 'anode_half_cell':
      return 'CE = charge / discharge capacity of the same cycle (anode half-cell: discharge, the lithiation, comes first).';
    case 'symmetric_cell':
    case 'blocking_pellet':
      return `A ${systems[system]} has no coulombic efficiency.`;
    default:
      return 'CE needs the cell’s system, and nobody has declared it: which half CE divides by would be a guess.';
  }
}

export function retentionConvention(
  system: string | null | undefined,
  reference: string | null,
  cycle: number | null,
): string {
  const half = system === 'anode_half_cell' ? 'Charge' : 'Discharge';
  const base = reference === null ? 'the reference cycle' : (retentionReferences[reference] ?? reference);
  const number = cycle === null || reference === 'cycle1' ? '' : ` (cycle ${cycle})`;
  return `${half} capacity / that of ${base}${number}. No value across different conditions.`;
}

/** To what a retention refers, short enough for a title. */
export function retentionOf({
  retention_reference: reference,
  retention_reference_cycle_count: cycle,
}: Pick<CycleSummary, 'retention_reference' | 'retention_reference_cycle_count'>): string {
  if (reference === null) return '';
  return cycle === null ? `of ${retentionReferences[reference] ?? reference}` : `of cycle ${cycle}`;
}

/** Which facts an energy density wants; empty where none is missing. */
export function noEnergyDensity(facts: CellFacts): string {
  if (facts.system !== 'full_cell') return 'of full cells only';
  const has = (field: keyof CellFacts) => facts[field] !== undefined;
  const two = [has('active_mass_gram'), has('active_loading_mg_per_cm2'), has('area_cm2')].filter(Boolean).length >= 2;
  const anode =
    has('counter_loading_mg_per_cm2') || (has('n_to_p_ratio') && has('counter_specific_capacity_mah_per_gram'));
  const separator = has('separator_thickness_micrometer') || has('projected_separator_thickness_micrometer');
  const wanted = [
    two ? '' : 'loading and area',
    has('active_fraction') ? '' : 'active fraction',
    anode ? '' : 'anode loading, or N/P and anode capacity',
    has('counter_active_fraction') ? '' : 'anode active fraction',
    separator && has('separator_density_gram_per_cm3') ? '' : 'separator thickness and density',
    facts.mass_model === 'coatings_and_collectors' && !has('collector_areal_mass_mg_per_cm2') ? 'collectors' : '',
  ].filter(Boolean);
  return wanted.length > 0 ? `not declared: ${wanted.join(', ')}` : '';
}

/** Whether peaks are named, and why not. */
export const peakClaims: Record<PeakClaim, string> = {
  half_cell: 'Peaks are named by the expected ones within 30 mV, against lithium by the declared reference.',
  full_cell: 'Full cell: the voltage is cathode minus anode, so no half-cell peaks are claimed.',
  no_electrode: 'This kind of cell has no electrode whose peaks could be named.',
  system_unknown: 'No peak is named: the cell’s system is not declared.',
  reference_unknown: 'No peak is named: the reference electrode is not declared.',
  none_expected: 'No peak is named: no expected peaks are declared.',
};

export const noCurve: Record<string, string> = {
  current_not_constant: 'its current was not constant',
  several_steps: 'it is several steps, not one constant current',
  too_short: 'it is too short',
  beyond_grid: 'it goes beyond the grid of 3 V',
  capacity_unknown: 'nothing tells how large the cell is',
};

/** What the Kramers-Kronig test says of a spectrum. */
export const kramersKronigWords = {
  pass: 'Kramers-Kronig: valid',
  warn: 'Kramers-Kronig: doubtful',
  fail: 'Kramers-Kronig: not valid',
  not_enough_points: 'Kramers-Kronig: too few points to say',
  none: 'Kramers-Kronig: not tested',
};
