import { parseJson } from '../parse-json.js';
import { WireError } from '../wire/wire-error.js';
import type { CellObservation, ObservationRetraction } from './cell-observation.js';
import { observationMessageSchema } from './cell-observation-schema.js';
import { checkObservation } from './check-observation.js';
import { observationIdOf } from './observation-id-of.js';

/**
 * An observation or its retraction from its message. Throws WireError naming the field, what was got and what was expected;
 * also where an attachment's bytes are not those of its hash, or the name is not the one that follows from the observation.
 */
export function parseCellObservation(bytes: Uint8Array): CellObservation | ObservationRetraction {
  const observation = parseJson('observation', observationMessageSchema, bytes);
  if (observation.retracted) return observation;
  const [issue] = checkObservation(observation);
  if (issue) throw new WireError(`observation: ${issue.message}`);
  const { observation_id, revision: _revision, retracted: _retracted, ...observed } = observation;
  const expected = observationIdOf(observed);
  if (observation_id !== expected)
    throw new WireError(`observation: observation_id is "${observation_id}", expected "${expected}" for its fields`);
  return observation;
}
