import type { DeliveryGroup, PlannedDelivery, UnroutedEvent } from '@cellwatch/timescale';
import type { Group } from './group-of.js';
import { groupInterval_second, type Route } from './route.js';

/** An event that a route is told of, and with what. */
export interface Grouping extends Group {
  event: Pick<UnroutedEvent, 'outbox_id' | 'incident_id' | 'now'>;
  route: Pick<Route, 'name' | 'target' | 'group_interval_second'>;
}

/** Of an Alertmanager, which groups for itself: what is found at once goes at once. */
const alertmanagerInterval_second = 1;

/**
 * Messages for events: an event joins its group's last message if that is not on its way yet, else it begins the next one, no
 * sooner than the route's interval after the last. So the first of a group goes at once and what follows goes together.
 */
export function planDeliveries(groupings: readonly Grouping[], groups: readonly DeliveryGroup[]): PlannedDelivery[] {
  const last = new Map(groups.map((group) => [JSON.stringify([group.route, group.group_key]), group]));
  const open = new Map<string, PlannedDelivery>();
  const planned: PlannedDelivery[] = [];
  for (const { event, route, group_key, critical, earliest } of groupings) {
    const interval =
      route.target.kind === 'alertmanager'
        ? alertmanagerInterval_second
        : (route.group_interval_second ?? groupInterval_second);
    const key = JSON.stringify([route.name, group_key]);
    const joined = interval > 0 || event.incident_id !== null ? open.get(key) : undefined;
    if (joined) {
      joined.outbox_ids.push(event.outbox_id);
      continue;
    }
    const before = last.get(key);
    const next = before ? before.due_at.getTime() + 1000 * interval : 0;
    const delivery: PlannedDelivery = {
      route: route.name,
      group_key,
      critical,
      incident_id: event.incident_id,
      due_at: new Date(Math.max(earliest.getTime(), next)),
      delivery_id: interval > 0 && before && !before.sealed ? before.delivery_id : null,
      outbox_ids: [event.outbox_id],
    };
    open.set(key, delivery);
    planned.push(delivery);
  }
  return planned;
}
