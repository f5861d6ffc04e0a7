import type { CycleSummary } from './cycle-summary.js';
import { cycleSummarySchema } from './cycle-summary-schema.js';
import { parseJson } from './parse-json.js';

/** A cycle summary from its message. Throws WireError naming the field, what was got and what was expected. */
export function parseCycleSummary(bytes: Uint8Array): CycleSummary {
  return parseJson('cycle summary', cycleSummarySchema, bytes);
}
