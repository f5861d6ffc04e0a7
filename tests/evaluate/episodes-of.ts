import type { CellAlert } from '@cellwatch/events';

const order = ['notice', 'warning', 'critical'];

/**
 * Alerts as the one who is paged has them: each episode once, raised when it first fired (not when it was first suspected), with the worst
 * severity it came to. What never fired is left out.
 */
export function episodesOf(told: readonly CellAlert[]): CellAlert[] {
  const episodes = new Map<string, CellAlert>();
  for (const alert of told) {
    if (alert.status !== 'firing' && alert.status !== 'cleared') continue;
    const key = [alert.rule, alert.test_id, alert.record_index].join(' ');
    const before = episodes.get(key);
    if (before === undefined)
      episodes.set(key, {
        ...alert,
        raised_at_unix_second: alert.changed_at_unix_second,
        derived_cycle_count: alert.changed_cycle_count,
      });
    else if (order.indexOf(alert.severity) > order.indexOf(before.severity))
      episodes.set(key, { ...before, severity: alert.severity });
  }
  return [...episodes.values()];
}
