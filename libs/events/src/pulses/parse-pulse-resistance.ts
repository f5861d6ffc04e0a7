import { parseJson } from '../parse-json.js';
import { pulseResistanceSchema } from './pulse-resistance-schema.js';
import type { PulseResistance } from './pulse-resistance.js';

/** A pulse resistance from its message. Throws WireError naming the field, what was got and what was expected. */
export function parsePulseResistance(bytes: Uint8Array): PulseResistance {
  return parseJson('pulse', pulseResistanceSchema, bytes);
}
