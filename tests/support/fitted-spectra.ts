import type { CellFacts, CellSpectrum, ResistanceEstimate } from '@cellwatch/events';
import type { Fold } from '@cellwatch/folding';
import { fitSpectrum, type FittedSpectrum, type ResistanceState, type SpectrumResult } from '@cellwatch/impedance';
import { resistanceFold } from '../../services/resistance/src/resistance-fold.js';

/** The fold of the service, with the fits in this thread. */
export const resistanceFoldHere: Fold<FittedSpectrum, ResistanceState, ResistanceEstimate> = resistanceFold(
  async ({ sweep, options }) => JSON.parse(JSON.stringify(fitSpectrum(sweep, options))) as SpectrumResult,
);

/** What spectra that are in order say, one after the other. */
export async function resistancesOf(facts: CellFacts, spectra: CellSpectrum[]): Promise<ResistanceEstimate[]> {
  const fold = resistanceFoldHere;
  let state = fold.initial(facts);
  const results: ResistanceEstimate[] = [];
  for (const spectrum of spectra) {
    const evolved = fold.evolve(state, await fold.prepare!(state, { spectrum, fitted: null }));
    state = evolved.state;
    results.push(...evolved.results);
  }
  return results;
}
