import type { RuleSet } from '@cellwatch/detection';
import { textTable } from '../../text-table.js';
import { settingsOf } from './settings-of.js';

/** What a set of rules says, each limit beside that of the program. */
export function settingsText(rule_set: RuleSet): string {
  const settings = settingsOf(rule_set);
  const { inhibitions, routes } = rule_set;
  const lines = [
    ...inhibitions.map(({ source, target }) => `while ${source} is critical, ${target} pages nobody\n`),
    routes.length > 0 ? `${routes.length} route${routes.length === 1 ? '' : 's'}\n` : '',
  ].join('');
  if (settings.length === 0) return `every rule has the limits that come with the program\n${lines}`;
  const rows = settings.map(({ where, rule, name, value, default: usual, unit }) => [
    where,
    rule,
    name,
    shown(value, unit),
    shown(usual, unit),
  ]);
  return `${textTable(['for', 'rule', 'limit', 'set', 'default'], rows)}${lines}`;
}

export function shown(value: number | boolean, unit: string): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return unit === '1' || unit === '' ? String(value) : `${value} ${unit}`;
}
