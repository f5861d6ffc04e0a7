import type { ResistanceEstimate } from '@cellwatch/events';
import { median } from '../trend/median.js';

/** One spectrum by the circuit that was asked for, and beside it what is current under the declared one. */
export interface RefittedSpectrum {
  refit: ResistanceEstimate;
  /** Null where nothing is current: it has not been fitted yet. */
  current: ResistanceEstimate | null;
  /** Whether the spectrum tells the two circuits apart; null where one of the two has no fit. */
  told_apart: boolean | null;
}

export interface CircuitTally {
  /** One for what was asked; what is declared may differ from cell to cell. */
  circuit_ids: string[];
  accepted: number;
  comparable: number;
  /** With R_ct of its own. */
  separated: number;
  /** Of all fits, accepted or not: SSE/(2N−p) of residuals relative to |Z|. An accepted one is below 1e-4. */
  median_reduced_chi_square: number | null;
}

export interface RefitSummary {
  spectra: number;
  asked: CircuitTally;
  declared: CircuitTally;
  /** Spectra that tell the two circuits apart, and such that do not: of these the better fit is no reason to change. */
  told_apart: number;
  not_told_apart: number;
}

type Counted = Pick<
  ResistanceEstimate,
  'circuit_id' | 'verdict' | 'comparable' | 'charge_transfer_resistance_ohm' | 'residual_percent'
>;

/** How a circuit does beside those that are declared, over any number of spectra. */
export function summariseRefits(
  spectra: readonly (Pick<RefittedSpectrum, 'told_apart'> & { refit: Counted; current: Counted | null })[],
): RefitSummary {
  return {
    spectra: spectra.length,
    asked: tallyOf(spectra.map(({ refit }) => refit)),
    declared: tallyOf(spectra.flatMap(({ current }) => current ?? [])),
    told_apart: spectra.filter(({ told_apart }) => told_apart === true).length,
    not_told_apart: spectra.filter(({ told_apart }) => told_apart === false).length,
  };
}

function tallyOf(estimates: readonly Counted[]): CircuitTally {
  const count = (of: (estimate: Counted) => boolean) => estimates.filter(of).length;
  return {
    circuit_ids: [...new Set(estimates.map(({ circuit_id }) => circuit_id))].sort(),
    accepted: count(({ verdict }) => verdict === 'accepted'),
    comparable: count(({ comparable }) => comparable),
    separated: count(({ charge_transfer_resistance_ohm }) => charge_transfer_resistance_ohm !== null),
    median_reduced_chi_square: median(
      estimates.flatMap(({ residual_percent }) => (residual_percent === null ? [] : [(residual_percent / 100) ** 2])),
    ),
  };
}
