import { readSpectra, type SpectraOptions, type SpectraRead, type SpectraRefused } from '@cellwatch/cyclers';
import { openBytes, UnreadableError } from './open-bytes.js';

/** All bytes of a file that may hold impedance sweeps by its first part; null of another, which is left alone, and where it breaks. */
export async function spectraBytes(path: string, options: SpectraOptions): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of openBytes(path).chunks) {
      chunks.push(chunk);
      if (chunks.length === 1 && !/\.mpr(\.gz)?$/i.test(path) && !mayHoldSweeps(readSpectra(chunk, options)))
        return null;
    }
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return null;
  }
  return Buffer.concat(chunks);
}

/** A first part may end before the first point. */
export function mayHoldSweeps(head: SpectraRead | SpectraRefused): boolean {
  return head.kind === 'spectra' || !['not_impedance', 'unknown_format', 'empty', 'binary'].includes(head.reason);
}
