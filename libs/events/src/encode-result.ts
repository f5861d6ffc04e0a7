import { storableText } from './storable-text.js';

/**
 * A result as canonical JSON bytes, keys in order: the same result gives the same bytes. Characters that PostgreSQL cannot
 * hold become U+FFFD. Throws for a number that JSON cannot hold.
 */
export function encodeResult(result: object): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(canonical(result, '')));
}

function canonical(value: unknown, path: string): unknown {
  if (typeof value === 'string') return storableText(value);
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new Error(`${path} is ${value}, expected a finite number or null`);
  if (Array.isArray(value)) return value.map((inner, index) => canonical(inner, `${path}[${index}]`));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, canonical(inner, path ? `${path}.${key}` : key)]));
}
