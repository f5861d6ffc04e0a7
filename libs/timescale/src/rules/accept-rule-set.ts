import type { Queryable } from '../pool.js';

export interface AcceptedRuleSet {
  rules_version: string;
  rule_set: unknown;
  /** As it was written. */
  source: string;
  accepted_at: Date;
}

/** Puts a set of rules in force. False when this very set is in force already. */
export async function acceptRuleSet(
  client: Queryable,
  rule_set: { rules_version: string },
  source: string,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into rule_sets (rules_version, rule_set, source)
    select $1::text, $2::jsonb, $3::text
    where (select rules_version from rule_sets order by accepted desc limit 1) is distinct from $1`,
    [rule_set.rules_version, JSON.stringify(rule_set), source],
  );
  return rowCount === 1;
}
