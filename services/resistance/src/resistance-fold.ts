import { parseCellSpectrum, topics, WireError, type ResistanceEstimate } from '@cellwatch/events';
import type { Fold } from '@cellwatch/folding';
import {
  definitionVersion,
  evolveResistance,
  fitRequestOf,
  initialResistanceState,
  type Fit,
  type FittedSpectrum,
  type ResistanceState,
} from '@cellwatch/impedance';
import { readCellSpectra, readPublishedResistances } from '@cellwatch/timescale';

/** Spectra of a cell into resistances: each is fitted by itself, cold, so that its result does not depend on the last fit. */
export function resistanceFold(fit: Fit): Fold<FittedSpectrum, ResistanceState, ResistanceEstimate> {
  return {
    reader: 'resistance',
    topic: topics.spectra,
    version: String(definitionVersion),
    resultsTopic: topics.resistances,
    decode: (value) => ({ spectrum: parseCellSpectrum(value), fitted: null }),
    isBad: (error) => error instanceof WireError,
    cell: ({ spectrum }) => spectrum.cell_id,
    initial: initialResistanceState,
    async prepare(state, { spectrum }) {
      const request = fitRequestOf(state, spectrum);
      return { spectrum, fitted: request && (await fit(request)) };
    },
    evolve: evolveResistance,
    async *stored(client, { cell_id }) {
      for await (const spectrum of readCellSpectra(client, cell_id)) yield { spectrum, fitted: null };
    },
    published: (client, { cell_id, facts_version }) =>
      readPublishedResistances(client, cell_id, definitionVersion, facts_version),
    key: ({ cell_id, spectrum_id, circuit_id }) => `${cell_id} ${spectrum_id} ${circuit_id}`,
  };
}
