import type { CellSpectrum } from '@cellwatch/events';
import type { FitRequest } from './fit-request.js';
import type { ResistanceState } from './resistance-state.js';
import { comparePlaces, spectrumPlace } from './spectrum-place.js';
import { temperatureOf } from './temperature-of.js';

/** How a spectrum is to be fitted; null for one that will not be folded in passing, or for which there is no circuit. */
export function fitRequestOf(state: ResistanceState, spectrum: CellSpectrum): FitRequest | null {
  const { facts, known, last, no_circuit } = state;
  if (no_circuit !== null || spectrum.retracted) return null;
  if (last && comparePlaces(last.place, spectrumPlace(spectrum)) >= 0) return null;
  const { frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm } = spectrum;
  return {
    sweep: { frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm, area_cm2: facts.area_cm2 ?? null },
    options: {
      circuit: facts.impedance_circuit,
      concentration_mol_per_cm3: facts.lithium_concentration_mol_per_cm3 ?? null,
      temperature_celsius: temperatureOf(facts, spectrum),
      // A piece of the cell is no measure for the whole.
      known: spectrum.specimen === null ? known : null,
    },
  };
}
