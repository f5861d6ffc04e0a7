import type { Reject } from './reject.js';
import { rejectSchema } from './reject-schema.js';
import { parseJson } from './parse-json.js';

/** A reject from its message. Throws WireError naming the field, what was got and what was expected. */
export function parseReject(bytes: Uint8Array): Reject {
  return parseJson('reject', rejectSchema, bytes);
}
