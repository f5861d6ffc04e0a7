import type { Inhibition } from '@cellwatch/detection';
import {
  inTransaction,
  landIncidents,
  markRouted,
  placeDeliveries,
  readGroups,
  readRaisedNearby,
  takeUnrouted,
  withdrawPlaced,
  type HeldBack,
  type Place,
  type Pool,
  type UnroutedEvent,
} from '@cellwatch/timescale';
import { commonMode, findIncidents } from './common-mode.js';
import { groupOf } from './group-of.js';
import { planDeliveries, type Grouping } from './plan-deliveries.js';
import type { Route } from './route.js';
import { routeTakes } from './route-takes.js';
import { whyHeldBack } from './why-held-back.js';

/** Events decided on in one transaction. */
const eventsAtOnce = 1000;

export interface KnownRoute extends Route {
  /** It is told of what entered the outbox since. */
  since: Date;
}

/**
 * Decides for what is new in the outbox who is told, when, and together with what: holds back what is silenced, resolved or inhibited, finds
 * common-mode incidents, and places the messages. One member at a time does so; 0 where there is nothing to do.
 */
export function routeOutbox(
  pool: Pool,
  routes: readonly KnownRoute[],
  inhibitions: readonly Inhibition[] = [],
): Promise<number> {
  return inTransaction(pool, async (client) => {
    const events = (await takeUnrouted(client, eventsAtOnce, inhibitions)) ?? [];
    if (events.length === 0) return 0;
    const held: HeldBack[] = whyHeldBack(events);
    const heldIds = new Set(held.map(({ outbox_id }) => outbox_id));
    await markRouted(client, events, held);
    const told = events.filter(({ outbox_id }) => !heldIds.has(outbox_id));

    const incidentOf = await findNow(told);
    for (const event of told) event.incident_id = incidentOf.get(event.outbox_id) ?? event.incident_id;

    const groupings: Grouping[] = routesOf(told, routes).map(({ event, route }) => ({
      ...{ event, route },
      ...groupOf(route, event),
    }));
    // Alerts that were to be told alone, and turn out to be of an incident.
    const here = new Set(told.map(({ outbox_id }) => outbox_id));
    const elsewhere = [...incidentOf.keys()].filter((outbox_id) => !here.has(outbox_id));
    for (const { outbox_id, route: name } of await withdrawPlaced(client, elsewhere)) {
      const route = routes.find((one) => one.name === name);
      const incident_id = incidentOf.get(outbox_id)!;
      const member = told.find((event) => event.incident_id === incident_id)!;
      if (route) groupings.push({ event: { ...member, outbox_id }, route, ...groupOf(route, member) });
    }
    const keys = new Map(
      groupings.map(({ route, group_key }) => [
        JSON.stringify([route.name, group_key]),
        { route: route.name, group_key },
      ]),
    );
    await placeDeliveries(client, planDeliveries(groupings, await readGroups(client, [...keys.values()])));
    await client.query('notify cellwatch_outbox');
    return events.length;

    async function findNow(candidates: readonly UnroutedEvent[]): Promise<Map<string, string>> {
      const raised = candidates.filter(({ event, incident_id }) => event === 'raised' && incident_id === null);
      const times = raised.map(({ at_unix_second }) => at_unix_second);
      if (times.length === 0) return new Map();
      const nearby = await readRaisedNearby(
        client,
        placesOf(raised),
        times.reduce((least, time) => Math.min(least, time)) - commonMode.within_second,
        times.reduce((most, time) => Math.max(most, time)) + commonMode.within_second,
      );
      return landIncidents(client, findIncidents(nearby.raised, nearby.incidents));
    }
  });
}

/** Whom each event is told. What ends an alert is told where the alert was. */
function routesOf(events: readonly UnroutedEvent[], routes: readonly KnownRoute[]) {
  const begun = new Set<string>();
  return events.flatMap((event) => {
    const { cell_id, rule, test_id, record_index } = event.payload;
    const begins = event.event === 'raised' || event.event === 'escalated';
    return routes
      .filter((route) => {
        const key = JSON.stringify([route.name, cell_id, rule, test_id, record_index]);
        if (!begins) return begun.has(key) || event.told_routes.includes(route.name);
        const takes = event.created_at >= route.since && routeTakes(route, event);
        if (takes) begun.add(key);
        return takes;
      })
      .map((route) => ({ event, route }));
  });
}

function placesOf(events: readonly UnroutedEvent[]): Place[] {
  const places = new Map<string, Place>();
  for (const { payload, chamber, equipment_id } of events)
    for (const [place_kind, place] of [
      ['chamber', chamber],
      ['equipment', equipment_id],
    ] as const)
      if (place)
        places.set(JSON.stringify([payload.rule, place_kind, place]), { rule: payload.rule, place_kind, place });
  return [...places.values()];
}
