import { declareFacts, type CellFacts, type CellSpectrum, type ResistanceEstimate } from '@cellwatch/events';
import {
  evolveResistance,
  fitRequestOf,
  initialResistanceState,
  seriesTrends,
  summariseRefits,
  toldApart,
  type Fit,
  type RefitSummary,
  type RefittedSpectrum,
  type SeriesTrend,
} from '@cellwatch/impedance';
import { inSnapshot, readCellSpectra, readFacts, readResistances, type Pool } from '@cellwatch/timescale';

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

/**
 * What the stored spectra of a cell say by another circuit, as they would be published if it were declared: by the very fold that
 * runs live. Changes nothing. `circuit` must be one. Stops with the reason of `signal` when that is aborted.
 */
export async function refitCell(
  pool: Pool,
  fit: Fit,
  cell_id: string,
  circuit: string,
  signal?: AbortSignal,
): Promise<CellRefit> {
  const stored = await inSnapshot(pool, async (client) => {
    const spectra: CellSpectrum[] = [];
    for await (const spectrum of readCellSpectra(client, cell_id)) spectra.push(spectrum);
    return {
      facts: await readFacts(client, cell_id),
      spectra,
      current: await readResistances(client, cell_id),
    };
  });
  const current = new Map(stored.current.map((estimate) => [estimate.spectrum_id, estimate]));
  const spectra: RefittedSpectrum[] = [];
  let state = initialResistanceState(factsWith(stored.facts, circuit));
  for (const spectrum of stored.spectra) {
    signal?.throwIfAborted();
    const request = fitRequestOf(state, spectrum);
    const evolved = evolveResistance(state, { spectrum, fitted: request && (await fit(request)) });
    state = evolved.state;
    const beside = current.get(spectrum.spectrum_id) ?? null;
    spectra.push(
      ...evolved.results.map((refit: ResistanceEstimate) => ({
        refit,
        current: beside,
        told_apart: beside && toldApart(spectrum, refit, beside),
      })),
    );
  }
  return {
    cell_id,
    circuit_id: circuit,
    declared_circuit_id: stored.facts.impedance_circuit ?? 'S2W',
    summary: summariseRefits(spectra),
    trends: { asked: seriesTrends(spectra.map(({ refit }) => refit)), declared: seriesTrends(stored.current) },
    spectra,
  };
}

/** The cell's facts with another circuit; a cell of which nothing was declared has no facts but that. */
export function factsWith(facts: CellFacts, impedance_circuit: string): CellFacts {
  return declareFacts({ ...facts, impedance_circuit });
}
