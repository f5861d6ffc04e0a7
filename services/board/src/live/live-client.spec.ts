import { liveClient } from './live-client.js';
import type { LivePoint } from './live-point.js';

const pointOf = (cell_id: string, record_index: number) => ({ cell_id, record_index }) as LivePoint;

function outlet() {
  const sent: { name: string; data: unknown }[] = [];
  let go: (() => void) | undefined;
  const self = {
    sent,
    slow: false,
    write(text: string) {
      for (const frame of text.split('\n\n').filter(Boolean)) {
        const [event, data] = frame.split('\n');
        sent.push({ name: event.slice(7), data: JSON.parse(data.slice(6)) });
      }
      return !self.slow;
    },
    onceReady(then: () => void) {
      go = then;
    },
    drain() {
      self.slow = false;
      go?.();
    },
  };
  return self;
}

test('points of one cell between two flushes become the newest', () => {
  const out = outlet();
  const client = liveClient(out, null);
  client.flush(0);
  for (let index = 0; index < 1000; index++) client.point(pointOf('A', index));
  client.point(pointOf('B', 7));
  client.flush(250);
  expect(out.sent.slice(1)).toEqual([{ name: 'record', data: [pointOf('A', 999), pointOf('B', 7)] }]);
});

test('a client hears only the cells that it asked for', () => {
  const out = outlet();
  const client = liveClient(out, new Set(['A']));
  client.flush(0);
  client.point(pointOf('B', 1));
  client.event('cycle', 'B', {});
  client.flush(250);
  expect(out.sent).toHaveLength(1);
});

test('a heartbeat comes at once and then every five seconds', () => {
  const out = outlet();
  const client = liveClient(out, null);
  for (let now_ms = 0; now_ms <= 10_000; now_ms += 250) client.flush(now_ms);
  expect(out.sent.map(({ name }) => name)).toEqual(['heartbeat', 'heartbeat', 'heartbeat']);
});

test('a slow browser is sent nothing until it has taken what it has, then the newest', () => {
  const out = outlet();
  const client = liveClient(out, null);
  out.slow = true;
  client.flush(0);
  for (let index = 0; index < 100; index++) {
    client.point(pointOf('A', index));
    client.flush(index * 10);
  }
  expect(out.sent).toHaveLength(1);
  out.drain();
  client.flush(1000);
  expect(out.sent.slice(1)).toEqual([{ name: 'record', data: [pointOf('A', 99)] }]);
});

test('past 200 events a browser is told that it lost some', () => {
  const out = outlet();
  const client = liveClient(out, null);
  for (let count = 0; count < 5000; count++) client.event('cycle', 'A', { count });
  client.flush(0);
  expect(out.sent.filter(({ name }) => name === 'cycle')).toHaveLength(200);
  expect(out.sent.filter(({ name }) => name === 'lost')).toHaveLength(1);
  client.event('cycle', 'A', {});
  client.flush(250);
  expect(out.sent.filter(({ name }) => name === 'lost')).toHaveLength(1);
});
