import type { CellSpectrum } from '@cellwatch/events';
import type { SpectrumPlace } from './resistance-state.js';

/** Where a spectrum stands among the cell's: two of one place are one spectrum. */
export function spectrumPlace({
  measured_at_unix_second: at,
  derived_cycle_count,
  spectrum_id,
}: CellSpectrum): SpectrumPlace {
  return [at, at === null ? derived_cycle_count : null, spectrum_id];
}

/** Negative where `one` comes first; as the table orders them: null before any number. */
export function comparePlaces(one: SpectrumPlace, other: SpectrumPlace): number {
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
