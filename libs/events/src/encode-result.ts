/** A result as canonical JSON bytes: the same result gives the same bytes. Throws for a number that JSON cannot hold. */
export function encodeResult(result: object): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(canonical(result)));
}

function canonical(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new Error(`a result holds ${value}, expected null instead`);
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, canonical(inner)]));
}
