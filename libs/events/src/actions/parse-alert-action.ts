import { parseJson } from '../parse-json.js';
import { WireError } from '../wire/wire-error.js';
import type { AlertAction } from './alert-action.js';
import { alertActionSchema } from './alert-action-schema.js';
import { actionIdOf } from './declare-action.js';

/** An action from its message. Throws WireError naming the field, what was got and what was expected. */
export function parseAlertAction(bytes: Uint8Array): AlertAction {
  const action = parseJson('alert action', alertActionSchema, bytes);
  const { action_id, ...declared } = action;
  const expected = actionIdOf(declared);
  if (action_id !== expected)
    throw new WireError(`alert action: action_id is "${action_id}", expected "${expected}" for its fields`);
  return action;
}
