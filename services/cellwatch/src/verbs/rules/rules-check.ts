import { exitCodes } from '../../exit-codes.js';
import { readRulesFile } from '../../rules-file.js';
import { writeOut } from '../../write-out.js';
import { settingsOf } from './settings-of.js';
import { settingsText } from './settings-text.js';

/** Says what a file of rules sets, beside what comes with the program. No server. */
export async function checkRules(path: string, { format }: { format: 'text' | 'json' }): Promise<number> {
  const { rule_set } = await readRulesFile(path);
  await writeOut(
    format === 'json'
      ? `${JSON.stringify({ ...rule_set, settings: settingsOf(rule_set) }, null, 2)}\n`
      : `rules ${rule_set.rules_version}\n${settingsText(rule_set)}`,
  );
  return exitCodes.ok;
}
