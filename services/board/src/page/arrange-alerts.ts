import type { StandingAlert } from './shapes.js';

/** Alerts of one rule in one cell: one card, the newest in front. */
export type AlertGroup = [newest: StandingAlert, ...earlier: StandingAlert[]];

export interface ArrangedAlerts {
  /** They fire and are critical or a warning: the worst first, what nobody has acknowledged before what somebody has. */
  standing: AlertGroup[];
  /** Seen, not yet often enough to fire. */
  pending: AlertGroup[];
  /** Of the data, and of what may be coming. */
  notices: AlertGroup[];
  /** Cleared, or closed by a person. */
  over: AlertGroup[];
}

const ranks = { critical: 0, warning: 1, notice: 2 };

/** Where each alert stands on the screen. `over_since`: those that ended before it are left out, Unix seconds. */
export function arrangeAlerts(alerts: readonly StandingAlert[], over_since = -Infinity): ArrangedAlerts {
  const of = (wanted: (alert: StandingAlert) => boolean) => groupsOf(alerts.filter(wanted));
  const isTaken = ({ state }: StandingAlert) => (state === 'acknowledged' ? 1 : 0);
  const fires = ({ state }: StandingAlert) => state === 'firing' || state === 'acknowledged';
  return {
    standing: of((alert) => fires(alert) && alert.severity !== 'notice').sort(
      ([one], [other]) =>
        isTaken(one) - isTaken(other) || ranks[one.severity] - ranks[other.severity] || compareNewest(one, other),
    ),
    pending: of(({ state }) => state === 'pending'),
    notices: of((alert) => fires(alert) && alert.severity === 'notice').sort(
      ([one], [other]) => isTaken(one) - isTaken(other) || compareNewest(one, other),
    ),
    over: of(({ state, changed_at_unix_second: ended, resolved_at_unix_second: resolved }) =>
      state === 'cleared' || state === 'resolved'
        ? Math.max(ended ?? -Infinity, resolved ?? -Infinity) >= over_since || (ended === null && resolved === null)
        : false,
    ),
  };
}

function groupsOf(alerts: readonly StandingAlert[]): AlertGroup[] {
  const groups = new Map<string, AlertGroup>();
  for (const alert of [...alerts].sort((one, other) => inFront(one) - inFront(other) || compareNewest(one, other))) {
    const key = JSON.stringify([alert.cell_id, alert.rule]);
    const group = groups.get(key);
    if (group) group.push(alert);
    else groups.set(key, [alert]);
  }
  return [...groups.values()].sort(([one], [other]) => compareNewest(one, other));
}

/** What nobody has acknowledged must not hide behind what somebody has. */
function inFront({ state }: StandingAlert): number {
  return state === 'acknowledged' ? 1 : 0;
}

function compareNewest(one: StandingAlert, other: StandingAlert): number {
  return (
    (other.raised_at_unix_second ?? 0) - (one.raised_at_unix_second ?? 0) ||
    (other.derived_cycle_count ?? 0) - (one.derived_cycle_count ?? 0) ||
    other.record_index - one.record_index
  );
}
