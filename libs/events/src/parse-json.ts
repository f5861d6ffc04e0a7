import type { z } from 'zod';
import { explainIssues } from './explain-issues.js';
import { WireError } from './wire/wire-error.js';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** JSON bytes as what `schema` describes, whole and nothing else. `what` names it in the WireError. */
export function parseJson<T>(what: string, schema: z.ZodType<T>, bytes: Uint8Array): T {
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(bytes));
  } catch (cause) {
    throw new WireError(`${what}: ${bytes.length} bytes are not JSON: ${(cause as Error).message}`, { cause });
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new WireError(`${what}: ${explainIssues(value, parsed.error.issues)}`);
  return parsed.data;
}
