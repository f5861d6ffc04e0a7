import { noRuleSet, rules, type RuleSet } from '@cellwatch/detection';
import { openPool, readRuleSet } from '@cellwatch/timescale';
import { exitCodes } from '../../exit-codes.js';
import { openDatabase } from '../../open-database.js';
import { textTable } from '../../text-table.js';
import { writeOut } from '../../write-out.js';
import { settingsText, shown } from './settings-text.js';

export interface RulesShowOptions {
  data: string;
  format: 'text' | 'json';
}

/** The rules in force: every limit for all cells, then what is set, for whom. */
export async function showRules({ data, format }: RulesShowOptions): Promise<number> {
  const database = await openDatabase(data);
  const pool = openPool(database.database_url, { max: 1 });
  try {
    const accepted = await readRuleSet(pool);
    const rule_set = (accepted?.rule_set as RuleSet | undefined) ?? noRuleSet;
    const inForce = rules.map(({ code, title, limits }) => ({
      code,
      title,
      enabled: rule_set.rules[code]?.enabled ?? true,
      limits: limits.map(({ name, unit, default: usual }) => ({
        name,
        unit,
        value: rule_set.rules[code]?.limits?.[name] ?? usual,
        default: usual,
      })),
    }));
    if (format === 'json') {
      const answer = { rules_version: rule_set.rules_version, accepted_at: accepted?.accepted_at ?? null };
      await writeOut(`${JSON.stringify({ ...answer, rule_set, rules: inForce }, null, 2)}\n`);
      return exitCodes.ok;
    }
    const rows = inForce.flatMap(({ code, enabled, limits }) =>
      (limits.length > 0 ? limits : [null]).map((limit) => [
        code,
        enabled ? 'on' : 'off',
        limit?.name ?? '-',
        limit ? shown(limit.value, limit.unit) : '-',
        limit ? shown(limit.default, limit.unit) : '-',
      ]),
    );
    const since = accepted ? `, accepted ${accepted.accepted_at.toISOString()}` : ': none was ever accepted';
    await writeOut(`rules ${rule_set.rules_version}${since}\n`);
    await writeOut(textTable(['rule', 'for all', 'limit', 'in force', 'default'], rows));
    await writeOut(`\nset:\n${settingsText(rule_set)}`);
    return exitCodes.ok;
  } finally {
    await pool.end();
    await database.release();
  }
}
