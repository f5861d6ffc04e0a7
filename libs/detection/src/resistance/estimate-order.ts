import type { ResistanceEstimate } from '@cellwatch/events';

/** Where an estimate stands among the cell's: time, or the cycle where there is none; then the spectrum's name. */
export type EstimatePlace = [measured_at: number | null, cycle: number | null, spectrum_id: string];

export function estimatePlace({
  measured_at_unix_second: at,
  derived_cycle_count,
  spectrum_id,
}: ResistanceEstimate): EstimatePlace {
  return [at, at === null ? derived_cycle_count : null, spectrum_id];
}

/** Negative where `one` comes first; null before any number, as the spectra themselves are ordered. */
export function compareEstimates(one: EstimatePlace, other: EstimatePlace): number {
  return (
    compareNumbers(one[0], other[0]) ||
    compareNumbers(one[1], other[1]) ||
    (one[2] < other[2] ? -1 : one[2] > other[2] ? 1 : 0)
  );
}

function compareNumbers(one: number | null, other: number | null): number {
  if (one === other) return 0;
  if (one === null) return -1;
  return other === null ? 1 : one - other;
}

export function inOrderOfSpectra(estimates: readonly ResistanceEstimate[]): ResistanceEstimate[] {
  return estimates.toSorted((one, other) => compareEstimates(estimatePlace(one), estimatePlace(other)));
}
