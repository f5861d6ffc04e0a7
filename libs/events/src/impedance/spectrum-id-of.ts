import { createHash } from 'node:crypto';
import { encodeResult } from '../encode-result.js';
import type { CellSpectrum } from './cell-spectrum.js';

/** The name that follows from a spectrum's points and time. */
export function spectrumIdOf({
  measured_at_unix_second,
  frequency_hertz,
  real_impedance_ohm,
  imaginary_impedance_ohm,
}: Omit<CellSpectrum, 'spectrum_id' | 'revision'>): string {
  return createHash('sha256')
    .update(encodeResult({ measured_at_unix_second, frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm }))
    .digest('hex')
    .slice(0, 16);
}
