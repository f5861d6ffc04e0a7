import type { UnroutedEvent } from '@cellwatch/timescale';
import { quietUntil } from './quiet-until.js';
import { incidentWait_second, type Route } from './route.js';
import { ruleFamily } from './rule-family.js';

/** What is told together on a route, and from when on. */
export interface Group {
  group_key: string;
  critical: boolean;
  earliest: Date;
}

type Grouped = Pick<UnroutedEvent, 'payload' | 'campaign' | 'chamber' | 'equipment_id' | 'incident_id' | 'now'>;

/**
 * The group of an event on a route: its incident; or its rule's family in its campaign, chamber or cycler, critical ones apart,
 * so that they wait for nothing less; or, in quiet hours, the one message at their end. An Alertmanager groups for itself.
 */
export function groupOf(
  { target, quiet_hours, group_wait_second = 0 }: Pick<Route, 'target' | 'quiet_hours' | 'group_wait_second'>,
  { payload: { rule, severity }, campaign, chamber, equipment_id, incident_id, now }: Grouped,
): Group {
  const critical = severity === 'critical';
  if (target.kind === 'alertmanager') return { group_key: 'alertmanager', critical: true, earliest: now };
  if (quiet_hours && !(critical && (quiet_hours.critical_passes ?? true))) {
    const ends = quietUntil(quiet_hours, now);
    if (ends) return { group_key: `quiet until ${ends.toISOString()}`, critical, earliest: ends };
  }
  const after = (second: number) => new Date(now.getTime() + 1000 * second);
  if (incident_id !== null)
    return {
      group_key: `incident ${incident_id}`,
      critical,
      earliest: after(Math.max(group_wait_second, incidentWait_second)),
    };
  const place = campaign ?? chamber ?? equipment_id ?? '';
  const group_key = JSON.stringify([ruleFamily(rule), place, critical ? 'critical' : 'warning']);
  return { group_key, critical, earliest: after(group_wait_second) };
}
