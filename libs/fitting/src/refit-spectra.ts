import { declareFacts, type CellFacts, type CellSpectrum, type ResistanceEstimate } from '@cellwatch/events';
import {
  comparePlaces,
  evolveResistance,
  fitRequestOf,
  initialResistanceState,
  seriesTrends,
  spectrumPlace,
  summariseRefits,
  toldApart,
  type Fit,
  type RefitSummary,
  type RefittedSpectrum,
  type SeriesTrend,
} from '@cellwatch/impedance';

export interface CellRefit {
  cell_id: string;
  circuit_id: string;
  declared_circuit_id: string;
  summary: RefitSummary;
  /** The series of each, which never mix: of the asked circuit, and of what is current. */
  trends: { asked: SeriesTrend[]; declared: SeriesTrend[] };
  /** In order. */
  spectra: RefittedSpectrum[];
}

/** Of one cell: its facts, spectra, and the estimates that are current. */
export interface CellSpectra {
  facts: CellFacts;
  spectra: readonly CellSpectrum[];
  current: readonly ResistanceEstimate[];
}

/**
 * What spectra of a cell say by another circuit, as it would be published if that were declared: by the very fold that runs live.
 * `circuit` must be one. Rejects with the reason of `signal` when that is aborted.
 */
export async function refitSpectra(
  fit: Fit,
  { facts, spectra, current }: CellSpectra,
  circuit: string,
  signal?: AbortSignal,
): Promise<CellRefit> {
  const currentOf = new Map(current.map((estimate) => [estimate.spectrum_id, estimate]));
  const refitted: RefittedSpectrum[] = [];
  let state = initialResistanceState(factsWith(facts, circuit));
  for (const spectrum of spectra.toSorted((one, other) => comparePlaces(spectrumPlace(one), spectrumPlace(other)))) {
    signal?.throwIfAborted();
    const request = fitRequestOf(state, spectrum);
    const evolved = evolveResistance(state, { spectrum, fitted: request && (await fit(request)) });
    state = evolved.state;
    const beside = currentOf.get(spectrum.spectrum_id) ?? null;
    for (const refit of evolved.results)
      refitted.push({ refit, current: beside, told_apart: beside && toldApart(spectrum, refit, beside) });
  }
  return {
    cell_id: facts.cell_id,
    circuit_id: circuit,
    declared_circuit_id: facts.impedance_circuit ?? 'S2W',
    summary: summariseRefits(refitted),
    trends: {
      asked: seriesTrends(refitted.map(({ refit }) => refit)),
      declared: seriesTrends(refitted.flatMap((one) => one.current ?? [])),
    },
    spectra: refitted,
  };
}

/** The cell's facts with another circuit; a cell of which nothing was declared then has that alone. */
export function factsWith(facts: CellFacts, impedance_circuit: string): CellFacts {
  return declareFacts({ ...facts, impedance_circuit });
}
