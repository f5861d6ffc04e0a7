import type { AlertAction, AlertKey, AlertScope } from '@cellwatch/events';
import {
  deliveryStates,
  type LandedAction,
  type LandedDelivery,
  type LandedIncident,
  type LandedSilence,
} from '@cellwatch/timescale';
import { arrayOf, boolean, instant, integer, number, object, orNull, text, type Schema } from './schema-parts.js';

const key = { cell_id: text, rule: text, test_id: text, record_index: integer };
const scope: Record<keyof AlertScope, Schema> = {
  cell_id: { ...text, description: '`*` stands for any text, here and below' },
  rule: text,
  campaign: text,
  chamber: text,
  equipment_id: { ...text, description: 'Of the alert’s test' },
  severity: { type: 'string', enum: ['notice', 'warning', 'critical'] },
};
const actions = ['acknowledge', 'resolve', 'silence', 'unsilence', 'note'];

export const alertSchemas: Record<string, Schema> = {
  AlertKey: object<AlertKey>(key),
  AlertScope: { ...object<AlertScope>(scope, []), description: 'All that is named must fit; at least one is' },
  AlertActionWanted: object<Omit<AlertAction, 'action_id' | 'at_unix_second'>>(
    {
      action: { type: 'string', enum: actions },
      by: { ...text, description: 'Who, as they call themselves' },
      alert: { $ref: '#/components/schemas/AlertKey', description: 'Of acknowledge, resolve and note' },
      scope: { $ref: '#/components/schemas/AlertScope', description: 'Of silence' },
      until_unix_second: { ...number, description: 'Of silence: within 366 days' },
      silence_id: { ...text, description: 'Of unsilence' },
      text,
    },
    ['action', 'by'],
  ),
  AlertActionTaken: object<LandedAction>({
    action_id: text,
    action: { type: 'string', enum: actions },
    by: text,
    at_unix_second: number,
    text: orNull(text),
  }),
  Silence: object<LandedSilence>({
    silence_id: text,
    by: text,
    at_unix_second: number,
    scope: { $ref: '#/components/schemas/AlertScope' },
    until_unix_second: number,
    text: orNull(text),
    lifted_by: orNull(text),
    lifted_at_unix_second: orNull(number),
    active: boolean,
    held_back: { ...integer, description: 'Events of which nobody is told because of it' },
  }),
  Delivery: object<LandedDelivery>({
    delivery_id: integer,
    route: text,
    state: { type: 'string', enum: [...deliveryStates] },
    incident_id: orNull(integer),
    created_at: instant,
    due_at: instant,
    attempts: integer,
    next_attempt_at: instant,
    delivered_at: orNull(instant),
    dead_at: orNull(instant),
    last_error: orNull(text),
    event_count: integer,
    events: {
      ...arrayOf(object({ event: { type: 'string', enum: ['raised', 'escalated', 'cleared', 'withdrawn'] }, ...key })),
      description: 'The first 100',
    },
  }),
  Incident: object<LandedIncident>({
    incident_id: integer,
    rule: text,
    place_kind: { type: 'string', enum: ['chamber', 'equipment'] },
    place: text,
    first_at_unix_second: number,
    last_at_unix_second: number,
    opened_at: instant,
    cell_count: integer,
    members: arrayOf({ $ref: '#/components/schemas/AlertKey' }),
  }),
};
