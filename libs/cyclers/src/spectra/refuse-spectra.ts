import type { RefusalReason, SpectraRefused } from './spectrum-reading.js';

export function refuseSpectra(reason: RefusalReason, line: number, message: string): SpectraRefused {
  return { kind: 'refused', reason, line, message };
}
