import type { FoundIncident, OpenIncident, RaisedNearby } from '@cellwatch/timescale';

export interface CommonModeLimits {
  /** Distinct cells of one place under one rule … */
  cells: number;
  /** … whose alerts lie within so long of each other. */
  within_second: number;
}

export const commonMode: CommonModeLimits = { cells: 5, within_second: 600 };

/**
 * Incidents among alerts that were raised and belong to none: they join one that is open, or enough cells of one place, chamber
 * before equipment, make a new one. By event time, so that the order in which they come does not matter much.
 */
export function findIncidents(
  raised: readonly RaisedNearby[],
  open: readonly OpenIncident[],
  { cells, within_second }: CommonModeLimits = commonMode,
): FoundIncident[] {
  const found: FoundIncident[] = [];
  const taken = new Set<string>();
  for (const kind of ['chamber', 'equipment'] as const) {
    for (const [key, alerts] of byPlace(raised.filter(({ place_kind }) => place_kind === kind))) {
      const left = alerts.filter(({ outbox_id }) => !taken.has(outbox_id));
      left.sort((one, other) => one.at_unix_second - other.at_unix_second);
      const incidents = open.filter((incident) => keyOf(incident) === key).map(grown);
      const waiting: RaisedNearby[] = [];
      for (const alert of left) {
        const at = alert.at_unix_second;
        const joined = incidents.find(
          ({ first_at_unix_second: first, last_at_unix_second: last }) =>
            at >= first - within_second && at <= last + within_second,
        );
        if (joined) {
          take(joined, alert);
          continue;
        }
        waiting.push(alert);
        const near = waiting.filter(
          (other) => !taken.has(other.outbox_id) && other.at_unix_second >= at - within_second,
        );
        if (new Set(near.map(({ cell_id }) => cell_id)).size < cells) continue;
        const { rule, place_kind, place } = alert;
        const opened = grown({
          ...{ rule, place_kind, place, incident_id: null },
          first_at_unix_second: near[0].at_unix_second,
          last_at_unix_second: at,
        });
        for (const one of near) take(opened, one);
        incidents.push(opened);
      }
      found.push(...incidents.filter(({ members }) => members.length > 0));
    }
  }
  return found;

  function take(incident: FoundIncident, alert: RaisedNearby): void {
    const { outbox_id, cell_id, test_id, record_index, at_unix_second } = alert;
    taken.add(outbox_id);
    incident.members.push({ outbox_id, cell_id, test_id, record_index });
    incident.first_at_unix_second = Math.min(incident.first_at_unix_second, at_unix_second);
    incident.last_at_unix_second = Math.max(incident.last_at_unix_second, at_unix_second);
  }
}

function grown(incident: Omit<FoundIncident, 'members'>): FoundIncident {
  return { ...incident, members: [] };
}

function keyOf({ rule, place_kind, place }: Pick<OpenIncident, 'rule' | 'place_kind' | 'place'>): string {
  return JSON.stringify([rule, place_kind, place]);
}

function byPlace(raised: readonly RaisedNearby[]): Map<string, RaisedNearby[]> {
  const places = new Map<string, RaisedNearby[]>();
  for (const alert of raised) {
    const key = keyOf(alert);
    const there = places.get(key);
    if (there) there.push(alert);
    else places.set(key, [alert]);
  }
  return places;
}
