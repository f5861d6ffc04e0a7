import type { AlertRule, CellFacts } from '@cellwatch/events';
import type { CellRules, RuleInForce } from '../rule.js';
import { rules } from '../rules.js';
import type { RuleSet } from './rule-set.js';

/** The rules in force for a cell: the program's limits, over them the lab's, over those each scope that the cell is in, in order. */
export function cellRules(
  { rules_version, rules: ofAll, scopes }: RuleSet,
  { cell_id, campaign }: Pick<CellFacts, 'cell_id' | 'campaign'>,
): CellRules {
  const within = scopes.filter(
    (scope) =>
      (scope.cell === undefined || fits(scope.cell, cell_id)) &&
      (scope.campaign === undefined || (campaign !== undefined && fits(scope.campaign, campaign))),
  );
  const layers = [ofAll, ...within.map((scope) => scope.rules)];
  const of = Object.fromEntries(
    rules.map(({ code, limits }): [AlertRule, RuleInForce] => {
      const inForce = { enabled: true, limits: Object.fromEntries(limits.map((limit) => [limit.name, limit.default])) };
      for (const layer of layers) {
        inForce.enabled = layer[code]?.enabled ?? inForce.enabled;
        Object.assign(inForce.limits, layer[code]?.limits);
      }
      return [code, inForce];
    }),
  ) as Record<AlertRule, RuleInForce>;
  return { rules_version, of };
}

function fits(pattern: string, name: string): boolean {
  const [first, ...others] = pattern.split('*');
  if (others.length === 0) return pattern === name;
  if (!name.startsWith(first)) return false;
  let rest = name.slice(first.length);
  const last = others.pop()!;
  for (const part of others) {
    const at = rest.indexOf(part);
    if (at < 0) return false;
    rest = rest.slice(at + part.length);
  }
  return rest.endsWith(last);
}
