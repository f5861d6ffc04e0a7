import type { CellAlert } from '@cellwatch/events';

export const alertEvents = ['raised', 'escalated', 'cleared', 'withdrawn'] as const;
export type AlertEvent = (typeof alertEvents)[number];

export interface Telling extends Pick<
  CellAlert,
  'cell_id' | 'rule' | 'test_id' | 'record_index' | 'facts_version' | 'rule_version' | 'revision'
> {
  ordinal: number;
  event: AlertEvent;
  /** It has ended by the time it is first seen here. */
  over: boolean;
  /** Event time of what is told, Unix seconds. */
  at_unix_second: number | null;
  payload: CellAlert;
}

/**
 * What alerts in message order may tell people, by event: the first of each event and key. Notices and what has not fired tell
 * nothing; of one revision that comes after a higher one nothing is told.
 */
export function tellingsOf(alerts: readonly CellAlert[]): Telling[][] {
  const found = new Map<string, Telling>();
  const newest = new Map<string, CellAlert>();
  alerts.forEach((alert, ordinal) => {
    const { cell_id, rule, test_id, record_index, facts_version, rule_version, revision } = alert;
    const key = JSON.stringify([cell_id, rule, test_id, record_index, facts_version]);
    const last = newest.get(key);
    if (last && (last.rule_version - rule_version || last.revision - revision) > 0) return;
    newest.set(key, alert);
    const { raised_at_unix_second: raised_at, changed_at_unix_second: changed_at } = alert;
    for (const event of eventsOf(alert)) {
      const name = JSON.stringify([key, event]);
      if (found.has(name)) continue;
      found.set(name, {
        ordinal,
        event,
        over: alert.status === 'cleared',
        at_unix_second: event === 'raised' ? raised_at : (changed_at ?? raised_at),
        payload: alert,
        ...{ cell_id, rule, test_id, record_index, facts_version, rule_version, revision },
      });
    }
  });
  const tellings = [...found.values()];
  return alertEvents.map((event) => tellings.filter((telling) => telling.event === event));
}

function eventsOf({ retracted, severity, status }: CellAlert): AlertEvent[] {
  if (retracted) return ['withdrawn'];
  if (severity === 'notice') return [];
  if (status === 'firing') return severity === 'critical' ? ['raised', 'escalated'] : ['raised'];
  return status === 'cleared' ? ['raised', 'cleared'] : [];
}
