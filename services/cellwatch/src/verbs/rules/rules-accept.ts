import { acceptRuleSet, openPool } from '@cellwatch/timescale';
import { exitCodes } from '../../exit-codes.js';
import { openDatabase } from '../../open-database.js';
import { readRulesFile } from '../../rules-file.js';
import { writeOut } from '../../write-out.js';
import { print } from '../backtest.js';
import { storedReport } from '../backtest/stored-report.js';
import { settingsText } from './settings-text.js';

export interface RulesAcceptOptions {
  data: string;
  campaign?: string;
  yes: boolean;
}

/**
 * Shows what a file of rules would have told of what is stored, beside the rules in force; then, with `yes`, puts it in force. A
 * file that is wrong is refused before, and what is in force stays.
 */
export async function acceptRules(path: string, { data, campaign, yes }: RulesAcceptOptions): Promise<number> {
  const { rule_set, source } = await readRulesFile(path);
  const database = await openDatabase(data);
  const pool = openPool(database.database_url, { max: 1 });
  try {
    await writeOut(settingsText(rule_set));
    await print(await storedReport(database.database_url, rule_set, { campaign, cells: [], labels: null }), 'text');
    if (!yes) {
      process.stderr.write('cellwatch: nothing is accepted; --yes puts these rules in force\n');
      return exitCodes.ok;
    }
    const taken = await acceptRuleSet(pool, rule_set, source);
    const { rules_version } = rule_set;
    process.stderr.write(`cellwatch: rules ${rules_version} ${taken ? 'are in force' : 'were in force already'}\n`);
    return exitCodes.ok;
  } finally {
    await pool.end();
    await database.release();
  }
}
