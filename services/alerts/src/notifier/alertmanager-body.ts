import type { CellAlert } from '@cellwatch/events';
import { eventLines } from './event-lines.js';
import { isEnd, type Notice, type ToldEvent } from './notice.js';

export interface PostableAlert {
  labels: Record<string, string>;
  annotations: Record<string, string>;
  startsAt: string;
  endsAt?: string;
  generatorURL?: string;
}

/**
 * Alerts as `POST /api/v2/alerts` takes them. The labels name the episode and never change while it lasts, its severity included:
 * an Alertmanager knows an alert by them. So a warning that has become critical ends, and begins anew as critical.
 */
export function alertmanagerBody({ told, incident }: Pick<Notice, 'told' | 'incident'>, now: Date): PostableAlert[] {
  const alerts = new Map<string, PostableAlert>();
  for (const one of told) {
    const { event, payload } = one;
    const note = (alert: PostableAlert) => alerts.set(JSON.stringify(alert.labels), alert);
    if (isEnd(event)) {
      note(ended(one, payload.severity, now));
      continue;
    }
    // Sent late, after its end: it would fire again.
    if (one.ended) continue;
    if (event === 'escalated') note(ended(one, 'warning', now));
    note(begun(one, incident));
  }
  return [...alerts.values()];
}

function begun(told: ToldEvent, incident: Notice['incident']): PostableAlert {
  const { payload, link, likely_cause, look_alikes, rule_title } = told;
  return {
    labels: labelsOf(told, payload.severity),
    annotations: filled({
      summary: rule_title,
      description: eventLines(told).join('\n'),
      message: payload.message,
      likely_cause,
      look_alikes: look_alikes.join('\n'),
      value: `${payload.evidence.value} ${payload.evidence.unit}`,
      limit: `${payload.evidence.limit} ${payload.evidence.unit}`,
      incident: incident && `common-mode: ${incident.cell_count} cells of ${incident.place_kind} ${incident.place}`,
    }),
    startsAt: startOf(payload, told.created_at),
    ...(link && { generatorURL: link }),
  };
}

function ended(told: ToldEvent, severity: CellAlert['severity'], now: Date): PostableAlert {
  const start = startOf(told.payload, told.created_at);
  // It refuses an end before the start.
  const end = now.toISOString() > start ? now.toISOString() : start;
  return { labels: labelsOf(told, severity), annotations: { summary: told.headline }, startsAt: start, endsAt: end };
}

function labelsOf(told: ToldEvent, severity: CellAlert['severity']): Record<string, string> {
  const { payload, campaign, chamber, equipment_id, channel_id } = told;
  const { rule, cell_id, test_id, record_index } = payload;
  return filled({
    alertname: rule,
    severity,
    ...{ cell_id, test_id, record_index: String(record_index), campaign, chamber, equipment_id, channel_id },
  });
}

function startOf({ raised_at_unix_second: raised }: CellAlert, created_at: string): string {
  return raised === null ? new Date(created_at).toISOString() : new Date(raised * 1000).toISOString();
}

/** A label without text is no label to it. */
function filled(texts: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter((entry): entry is [string, string] => Boolean(entry[1])));
}
