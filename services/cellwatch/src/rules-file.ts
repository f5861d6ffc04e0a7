import { readFile } from 'node:fs/promises';
import type { RuleSet } from '@cellwatch/detection';
import { exitCodes, UserError } from './exit-codes.js';
import { rulesText } from './rules-text.js';

/** The rules that a file sets, and its text. What is wrong in it is told all at once, a line each. */
export async function readRulesFile(path: string): Promise<{ rule_set: RuleSet; source: string }> {
  let source: string;
  try {
    source = await readFile(path, 'utf8');
  } catch (cause) {
    throw new UserError(`${path}: ${(cause as Error).message}`, exitCodes.usage);
  }
  const { rule_set, problems } = rulesText(source, path);
  if (problems.length > 0) throw new UserError(problems.join('\n'), exitCodes.usage);
  return { rule_set, source };
}
