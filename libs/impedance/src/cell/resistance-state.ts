import type { CellFacts } from '@cellwatch/events';
import { circuitOf } from '../circuit/named-circuit.js';
import type { KnownSpectrum } from '../hygiene/sweep.js';
import type { ResistanceTrendState } from '../trend/evolve-resistance-trend.js';
import type { SpectrumSeries } from '../trend/spectrum-series.js';

/** All that is kept of a cell, as plain JSON. It does not grow with its spectra. */
export interface ResistanceState {
  facts: Pick<
    CellFacts,
    | 'facts_version'
    | 'area_cm2'
    | 'impedance_circuit'
    | 'lithium_concentration_mol_per_cm3'
    | 'temperature_set_point_celsius'
  >;
  /** Why the declared circuit is none; null where it is one. */
  no_circuit: string | null;
  /** The last spectrum that was folded: its place in the order, and what it said beside its points. */
  last: { place: SpectrumPlace; content: string } | null;
  /** Of the last spectrum that could be compared. */
  known: KnownSpectrum | null;
  /** In the order in which they began. */
  series: TrackedSeries[];
}

export interface TrackedSeries {
  series: SpectrumSeries;
  trend: ResistanceTrendState;
  /** σ of its first spectrum that has a Warburg region. */
  warburg_coefficient_ohm_per_root_second: number | null;
}

/** Time, or the cycle where there is none; then the name. */
export type SpectrumPlace = [measured_at: number | null, cycle: number | null, spectrum_id: string];

export function initialResistanceState(facts: CellFacts): ResistanceState {
  const { facts_version, area_cm2, impedance_circuit, lithium_concentration_mol_per_cm3 } = facts;
  // A schedule says other temperatures for some cycles: then only what was measured counts.
  const celsius = facts.temperature_schedule ? undefined : facts.temperature_set_point_celsius;
  return {
    facts: {
      facts_version,
      ...(area_cm2 === undefined ? {} : { area_cm2 }),
      ...(impedance_circuit === undefined ? {} : { impedance_circuit }),
      ...(lithium_concentration_mol_per_cm3 === undefined ? {} : { lithium_concentration_mol_per_cm3 }),
      ...(celsius === undefined ? {} : { temperature_set_point_celsius: celsius }),
    },
    no_circuit: whyNoCircuit(impedance_circuit),
    last: null,
    known: null,
    series: [],
  };
}

function whyNoCircuit(declared: string | undefined): string | null {
  try {
    if (declared !== undefined) circuitOf(declared);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}
