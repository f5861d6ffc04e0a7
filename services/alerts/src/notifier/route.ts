import type { AlertRule, AlertSeverity } from '@cellwatch/events';

/** Who is told of alerts, of which, how and how often. */
export interface Route extends RouteRules {
  /** Keys what was delivered where: a renamed route is a new one. */
  name: string;
  target: RouteTarget;
}

export type RouteTarget =
  | { kind: 'webhook'; url: string; signing_key?: string }
  | { kind: 'slack'; url: string }
  | { kind: 'alertmanager'; url: string; resend_second?: number }
  | { kind: 'email'; smtp_url: string; from: string; to: readonly string[] };

export interface RouteRules {
  /** Warning and critical where they are not named. */
  severities?: readonly AlertSeverity[];
  rules?: readonly AlertRule[];
  /** Globs: `*` stands for any text. A cell without a campaign fits no glob of campaigns. */
  scope?: { campaign?: string; cell_id?: string };
  /** Times of day such as `22:00` in an IANA zone: what comes then is told at its end in one message. Critical passes. */
  quiet_hours?: QuietHours;
  /** Messages a minute, at most. */
  per_minute?: number;
  /** How long the first alert of a group waits for others: 0, at once. */
  group_wait_second?: number;
  /** How long after a group's last message the next may follow; 0 sends every event on its own. */
  group_interval_second?: number;
}

export interface QuietHours {
  from: string;
  to: string;
  zone: string;
  critical_passes?: boolean;
}

/** Well within an Alertmanager's resolve_timeout, which is 5 minutes where nobody says otherwise. */
export const resend_second = 60;
export const groupInterval_second = 60;
/** Of a common-mode incident: its members come in within seconds of each other. */
export const incidentWait_second = 5;
export const messagesPerMinute = 20;
