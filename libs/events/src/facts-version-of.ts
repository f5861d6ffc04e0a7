import { createHash } from 'node:crypto';
import { noFacts, type CellFacts } from './cell-facts.js';
import { encodeResult } from './encode-result.js';

/** The version that follows from what is declared: equal facts, equal version, on every machine. */
export function factsVersionOf(facts: Omit<CellFacts, 'facts_version'> & { facts_version?: string }): string {
  const others = { ...facts, facts_version: undefined };
  const declared = Object.entries(others).filter(([name, value]) => name !== 'cell_id' && value !== undefined);
  if (declared.length === 0) return noFacts;
  return createHash('sha256').update(encodeResult(others)).digest('hex').slice(0, 16);
}
