import type { CellAlert } from './cell-alert.js';
import { cellAlertSchema } from './cell-alert-schema.js';
import { parseJson } from './parse-json.js';

/** A alert from its message. Throws WireError naming the field, what was got and what was expected. */
export function parseCellAlert(bytes: Uint8Array): CellAlert {
  return parseJson('alert', cellAlertSchema, bytes);
}
