import { decimals, instant, quantity } from './format.js';
import type { AlertScope, CellAlert, RuleWords, StandingAlert } from './shapes.js';

/** The quantity's name without its unit, which stands beside the value. */
export function nameOf({ quantity: name }: Pick<CellAlert['evidence'], 'quantity'>): string {
  return name
    .replace(/(_(ah|wh|volt|ampere|ohm|second|celsius|percent|per_hour|per_second))+$/, '')
    .replaceAll('_', ' ');
}

export function shown(value: number, unit: string): string {
  if (['A', 'Ah', 'Wh'].includes(unit)) return quantity(value, unit);
  const places = Number.isInteger(value) ? 0 : Math.abs(value) >= 100 ? 1 : Math.abs(value) >= 1 ? 4 : 5;
  return unit === '1' || unit === '' ? decimals(value, places) : `${decimals(value, places)} ${unit}`;
}

/** When it began, and in which cycle, as far as it is known. */
export function when({ raised_at_unix_second, derived_cycle_count }: CellAlert): string {
  const time = raised_at_unix_second === null ? 'no wall clock' : instant(raised_at_unix_second);
  return derived_cycle_count === null ? time : `cycle ${derived_cycle_count} · ${time}`;
}

/** Where it stands with people; empty where nobody has said anything. */
export function standing(alert: StandingAlert): string[] {
  const by = (did: string, who: string | null, at: number | null) =>
    who === null ? [] : [`${did} by ${who}${at === null ? '' : `, ${instant(at)}`}`];
  const ended = alert.changed_at_unix_second;
  return [
    ...(alert.state === 'pending' ? ['Pending: seen, not yet often enough to fire'] : []),
    ...(alert.state === 'cleared' ? [`Cleared${ended === null ? '' : `, ${instant(ended)}`}`] : []),
    ...by('Acknowledged', alert.acknowledged_by, alert.acknowledged_at_unix_second),
    ...by('Resolved', alert.resolved_by, alert.resolved_at_unix_second),
    ...(alert.silenced_by === null
      ? []
      : [`Silenced by ${alert.silenced_by}, until ${instant(alert.silenced_until_unix_second)}`]),
    ...(alert.held_back === null ? [] : [`Nobody was told: ${alert.held_back}`]),
  ];
}

/** A soft short is told by two signs; its message begins with their codes. */
export function signsOf({ rule, message }: CellAlert, words: ReadonlyMap<string, RuleWords>): string[] {
  if (rule !== 'SOFT_SHORT') return [];
  const codes = message.match(/\b[A-Z]{2,}(?:_[A-Z]+)*(?= \()/g) ?? [];
  return [...new Set(codes)]
    .filter((code) => words.has(code) || code.includes('_'))
    .map((code) => (words.has(code) ? `${words.get(code)!.title} (${code})` : code));
}

/** Whose limits judged it. */
export function limitsText(rules_version: string): string {
  return rules_version === '0' ? 'limits as they come with the program' : `limits ${rules_version.slice(0, 8)}`;
}

const scopeNames: Record<keyof AlertScope, string> = {
  rule: 'rule',
  cell_id: 'cell',
  campaign: 'campaign',
  chamber: 'chamber',
  equipment_id: 'cycler',
  severity: 'severity',
};

export function scopeText(scope: AlertScope): string {
  return (Object.keys(scopeNames) as (keyof AlertScope)[])
    .filter((field) => scope[field] !== undefined)
    .map((field) => `${scopeNames[field]} ${scope[field]}`)
    .join(', ');
}
