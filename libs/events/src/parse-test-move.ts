import { parseJson } from './parse-json.js';
import type { TestMove } from './test-move.js';
import { testMoveSchema } from './test-move-schema.js';

/** A test's move from its message. Throws WireError naming the field, what was got and what was expected. */
export function parseTestMove(bytes: Uint8Array): TestMove {
  return parseJson('test move', testMoveSchema, bytes);
}
