import type { DeliveryGroup } from '@cellwatch/timescale';
import { planDeliveries, type Grouping } from './plan-deliveries.js';

const now = new Date('2026-01-10T12:00:00Z');
const after = (second: number) => new Date(now.getTime() + 1000 * second);
const grouping = (outbox_id: string, over: Partial<Grouping> = {}): Grouping => ({
  event: { outbox_id, incident_id: null, now },
  route: { name: 'lab', target: { kind: 'slack', url: 'https://example.org' } },
  group_key: 'g',
  critical: false,
  earliest: now,
  ...over,
});
const last = (over: Partial<DeliveryGroup>): DeliveryGroup => ({
  ...{ route: 'lab', group_key: 'g', delivery_id: '3', due_at: after(-10), sealed: true },
  ...over,
});

test('the first of a group goes at once, with what is found with it', () => {
  expect(planDeliveries([grouping('1'), grouping('2'), grouping('3', { group_key: 'other' })], [])).toMatchObject([
    { group_key: 'g', due_at: now, delivery_id: null, outbox_ids: ['1', '2'] },
    { group_key: 'other', due_at: now, delivery_id: null, outbox_ids: ['3'] },
  ]);
});

test('what follows waits for the interval, in one message', () => {
  expect(planDeliveries([grouping('4')], [last({})])).toMatchObject([{ due_at: after(50), delivery_id: null }]);
  expect(planDeliveries([grouping('5')], [last({ due_at: after(50), sealed: false })])).toMatchObject([
    { delivery_id: '3', outbox_ids: ['5'] },
  ]);
  expect(planDeliveries([grouping('6')], [last({ due_at: after(-61) })])).toMatchObject([{ due_at: now }]);
});

test('a route without an interval has a message an event', () => {
  const route = { ...grouping('').route, group_interval_second: 0 };
  const planned = planDeliveries([grouping('1', { route }), grouping('2', { route })], [last({ sealed: false })]);
  expect(planned).toMatchObject([
    { due_at: now, delivery_id: null, outbox_ids: ['1'] },
    { due_at: now, delivery_id: null, outbox_ids: ['2'] },
  ]);
});
