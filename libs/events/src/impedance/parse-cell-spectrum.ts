import { parseJson } from '../parse-json.js';
import { WireError } from '../wire/wire-error.js';
import { cellSpectrumSchema } from './cell-spectrum-schema.js';
import type { CellSpectrum } from './cell-spectrum.js';
import { spectrumIdOf } from './spectrum-id-of.js';

/** A spectrum from its message. Throws WireError naming the field; also where the name does not follow from points and time. */
export function parseCellSpectrum(bytes: Uint8Array): CellSpectrum {
  const spectrum = parseJson('spectrum', cellSpectrumSchema, bytes);
  const expected = spectrumIdOf(spectrum);
  if (spectrum.spectrum_id !== expected)
    throw new WireError(
      `spectrum: spectrum_id is "${spectrum.spectrum_id}", expected "${expected}" for its points and time`,
    );
  return spectrum;
}
