import type { CellSpectrum, ResistanceEstimate } from '@cellwatch/events';
import type { SpectrumResult } from '../fit-spectrum.js';
import { estimateOf } from './estimate-of.js';
import { joinSeries } from './join-series.js';
import type { ResistanceState } from './resistance-state.js';
import { comparePlaces, spectrumPlace } from './spectrum-place.js';
import { temperatureOf } from './temperature-of.js';

/** A spectrum, and what its fit says: null until it was fitted, and where nothing can be. */
export interface FittedSpectrum {
  spectrum: CellSpectrum;
  fitted: SpectrumResult | null;
}

/**
 * Takes a cell's next spectrum: its estimate, and where it stands in its series. One that is older than the last, that corrects
 * what the last said, or that takes one back, is disordered.
 */
export function evolveResistance(
  state: ResistanceState,
  { spectrum, fitted }: FittedSpectrum,
): { state: ResistanceState; results: ResistanceEstimate[]; disordered: boolean } {
  const place = spectrumPlace(spectrum);
  const content = contentOf(spectrum);
  const order = state.last ? comparePlaces(state.last.place, place) : -1;
  if (order === 0 && state.last!.content === content) return { state, results: [], disordered: false };
  if (order >= 0 || spectrum.retracted) return { state, results: [], disordered: true };

  const seen = { ...spectrum, temperature_celsius: temperatureOf(state.facts, spectrum) };
  const estimate = estimateOf(state, seen, fitted);
  const { series, standing } = joinSeries(state.series, estimate, fitted);
  const known =
    fitted?.comparable && spectrum.specimen === null
      ? {
          frequency_minimum_hertz: fitted.frequency_minimum_hertz!,
          frequency_maximum_hertz: fitted.frequency_maximum_hertz!,
          ohmic_resistance_ohm: fitted.fit?.ohmic_resistance_ohm?.value ?? null,
        }
      : state.known;
  return {
    state: { ...state, last: { place, content }, known, series },
    results: [{ ...estimate, ...standing, findings: [...estimate.findings, ...standing.findings] }],
    disordered: false,
  };
}

/** What a spectrum says beside its points, which its name stands for. */
function contentOf(spectrum: CellSpectrum): string {
  const { revision, retracted, derived_cycle_count, state_of_charge, voltage_volt, direction } = spectrum;
  const { temperature_celsius, rest_second, specimen, instrument } = spectrum;
  const where = [derived_cycle_count, state_of_charge, voltage_volt, direction, temperature_celsius];
  return JSON.stringify([revision, retracted, ...where, rest_second, specimen, instrument]);
}
