import { createHash } from 'node:crypto';
import type { DeliveredEvent } from '@cellwatch/timescale';

/** Of one event. Percent-encoded parts, so that a cell's name can hold a slash, a line break or any script. */
export function eventKey({ event, payload }: Pick<DeliveredEvent, 'event' | 'payload'>): string {
  const { cell_id, rule, test_id, record_index } = payload;
  return [cell_id, rule, test_id, record_index, event].map(encodeURIComponent).join('/');
}

/** Of a message: its event's key, or one that follows from the keys of all its events. The same again for the same again. */
export function idempotencyKey(events: readonly Pick<DeliveredEvent, 'event' | 'payload'>[]): string {
  const keys = events.map(eventKey);
  if (keys.length === 1) return keys[0];
  const hash = createHash('sha256').update(JSON.stringify(keys.sort())).digest('hex').slice(0, 32);
  return `group/${hash}`;
}
