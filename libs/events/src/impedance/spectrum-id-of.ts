import { createHash } from 'node:crypto';
import { encodeResult } from '../encode-result.js';
import type { CellSpectrum } from './cell-spectrum.js';

/** The name that follows from a spectrum's points and time; where it has none, the cycle says when. */
export function spectrumIdOf({
  measured_at_unix_second,
  derived_cycle_count: cycle,
  frequency_hertz,
  real_impedance_ohm,
  imaginary_impedance_ohm,
}: Omit<CellSpectrum, 'spectrum_id' | 'revision' | 'retracted'>): string {
  const derived_cycle_count = measured_at_unix_second === null ? cycle : undefined;
  const points = { frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm };
  return createHash('sha256')
    .update(encodeResult({ measured_at_unix_second, derived_cycle_count, ...points }))
    .digest('hex')
    .slice(0, 16);
}
