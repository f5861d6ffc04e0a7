import { parseJson } from '../parse-json.js';
import { resistanceEstimateSchema } from './resistance-estimate-schema.js';
import type { ResistanceEstimate } from './resistance-estimate.js';

/** A resistance estimate from its message. Throws WireError naming the field, what was got and what was expected. */
export function parseResistanceEstimate(bytes: Uint8Array): ResistanceEstimate {
  return parseJson('resistance', resistanceEstimateSchema, bytes);
}
