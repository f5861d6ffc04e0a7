import { createHash } from 'node:crypto';
import { DeclarationError } from '../declaration-error.js';
import { explainIssue, explainIssues } from '../explain-issues.js';
import type { CellObservation } from './cell-observation.js';
import { observedSchema } from './cell-observation-schema.js';
import { checkObservation } from './check-observation.js';
import { observationIdOf } from './observation-id-of.js';

/**
 * An observation as a person wrote it, checked, with the name that follows from it, as revision 1. `observed_at` may have any
 * zone; `value` may be left out beside a sweep or an attachment; an attachment's `sha256` may be left out, and is computed.
 * Throws a DeclarationError that names each wrong field, what was got and what was expected: for a known quantity also its
 * unit and its range.
 */
export function declareObservation(declared: unknown): CellObservation {
  if (declared === null || typeof declared !== 'object' || Array.isArray(declared)) {
    const message = `an observation is ${JSON.stringify(declared)}, expected fields such as quantity, value and unit`;
    throw new DeclarationError(message, [{ paths: [], message }]);
  }
  const given: Record<string, unknown> = Object.fromEntries(
    Object.entries(declared).filter(([, value]) => value !== null),
  );
  given.value ??= null;
  given.observed_at = inUtc(given.observed_at);
  given.attachment = withHash(given.attachment);
  if (given.attachment === undefined) delete given.attachment;
  const parsed = observedSchema.safeParse(given);
  if (!parsed.success)
    throw new DeclarationError(
      explainIssues(given, parsed.error.issues),
      parsed.error.issues.map((issue) => ({
        paths: issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path],
        message: explainIssue(given, issue),
      })),
    );
  const observed = parsed.data;
  const issues = checkObservation(observed);
  if (issues.length > 0) throw new DeclarationError(issues.map(({ message }) => message).join('; '), issues);
  return { ...observed, observation_id: observationIdOf(observed), revision: 1, retracted: false };
}

/** What is no instant, or has no zone, stays as it is, and is refused. */
function inUtc(text: unknown): unknown {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.test(text))
    return text;
  const at = Date.parse(text);
  // The 31st of February would be read as a day of March.
  const day = text.slice(0, 10);
  const isDay = !Number.isNaN(at) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
  return !isDay ? text : new Date(at).toISOString();
}

function withHash(attachment: unknown): unknown {
  if (attachment === null || typeof attachment !== 'object') return attachment;
  const { bytes_base64, sha256 } = attachment as { bytes_base64?: unknown; sha256?: unknown };
  if (typeof bytes_base64 !== 'string' || sha256 !== undefined) return attachment;
  return { ...attachment, sha256: createHash('sha256').update(Buffer.from(bytes_base64, 'base64')).digest('hex') };
}
