import type { CellFacts } from './cell-facts.js';
import { cellFactsSchema } from './cell-facts-schema.js';
import { factsVersionOf } from './facts-version-of.js';
import { parseJson } from './parse-json.js';
import { WireError } from './wire/wire-error.js';

/**
 * Facts from their message. Throws WireError naming the field, what was got and what was expected; also where the version is
 * not the one of these facts, because results would then claim to follow from other facts than they do.
 */
export function parseCellFacts(bytes: Uint8Array): CellFacts {
  const facts = parseJson('facts', cellFactsSchema, bytes);
  const expected = factsVersionOf(facts);
  if (facts.facts_version !== expected)
    throw new WireError(`facts: facts_version is "${facts.facts_version}", expected "${expected}" for these facts`);
  return facts;
}
