import { createHash } from 'node:crypto';
import { DeclarationError } from '../declaration-error.js';
import { encodeResult } from '../encode-result.js';
import { explainIssue, explainIssues } from '../explain-issues.js';
import type { AlertAction } from './alert-action.js';
import { declaredActionSchema } from './alert-action-schema.js';

/**
 * An action as a person declared it, checked, with the name that follows from it. Throws a DeclarationError that names each wrong
 * field, what was got and what was expected.
 */
export function declareAction(declared: unknown): AlertAction {
  if (declared === null || typeof declared !== 'object' || Array.isArray(declared)) {
    const message = `an action is ${JSON.stringify(declared)}, expected fields such as action, by and alert`;
    throw new DeclarationError(message, [{ paths: [], message }]);
  }
  const given = Object.fromEntries(Object.entries(declared).filter(([, value]) => value !== null));
  const parsed = declaredActionSchema.safeParse(given);
  if (!parsed.success)
    throw new DeclarationError(
      explainIssues(given, parsed.error.issues),
      parsed.error.issues.map((issue) => ({
        paths: issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path],
        message: explainIssue(given, issue),
      })),
    );
  return { ...parsed.data, action_id: actionIdOf(parsed.data) };
}

export function actionIdOf(declared: Omit<AlertAction, 'action_id'>): string {
  return createHash('sha256').update(encodeResult(declared)).digest('hex').slice(0, 16);
}
