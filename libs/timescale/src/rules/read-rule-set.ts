import type { Queryable } from '../pool.js';
import type { AcceptedRuleSet } from './accept-rule-set.js';

/** The set of rules in force; null where none was ever accepted. */
export async function readRuleSet(client: Queryable): Promise<AcceptedRuleSet | null> {
  const { rows } = await client.query<AcceptedRuleSet>(
    `select rules_version, rule_set, source, accepted_at from rule_sets order by accepted desc limit 1`,
  );
  return rows[0] ?? null;
}
