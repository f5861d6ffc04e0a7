import { createHash } from 'node:crypto';
import { encodeResult } from '../encode-result.js';
import type { CellObservation } from './cell-observation.js';

/** The name that follows from what was observed. An attachment's bytes count by their SHA-256. */
export function observationIdOf({
  attachment,
  ...observed
}: Omit<CellObservation, 'observation_id' | 'revision' | 'retracted'>): string {
  const file = attachment && { ...attachment, bytes_base64: undefined };
  return createHash('sha256')
    .update(encodeResult({ ...observed, attachment: file }))
    .digest('hex')
    .slice(0, 16);
}
