import { EventEmitter } from 'node:events';
import type { Admin, Consumer } from 'kafkajs';
import { openDelivery } from '../delivery.js';
import { watch } from './watch.js';

/** kafkajs as it is when it hangs: the brokers answer, the consumer does nothing. */
function open(fetchTopicOffsets: () => Promise<unknown>) {
  const events = { HEARTBEAT: 'heartbeat', GROUP_JOIN: 'join', FETCH: 'fetch' };
  const emitter = new EventEmitter();
  const consumer = { events, on: (name: string, listener: () => void) => emitter.on(name, listener) };
  const delivery = openDelivery({
    group: 'g',
    reader: { start: (gained) => Promise.resolve(gained.map(() => 2)), handle: () => Promise.resolve() },
    want: () => undefined,
    log: () => undefined,
    grace_ms: 0,
  });
  let looks = 0;
  const watchdog = watch({
    consumer: consumer as unknown as Consumer,
    admin: { fetchTopicOffsets: () => (looks++, fetchTopicOffsets()) } as unknown as Admin,
    group: 'g',
    topics: ['t'],
    delivery,
    patience_ms: 40,
    log: () => undefined,
  });
  let outcome = 'alive';
  const failed = delivery.failed.catch((error: Error) => {
    outcome = error.message;
  });
  return { delivery, watchdog, emitter, failed, outcome: () => outcome, looks: () => looks };
}

const offsets = (high: string) => () => Promise.resolve([{ partition: 3, high }]);
const at = { topic: 't', partition: 3 };

/** Time passes by the watchdog's own looks. */
async function afterLooks(count: number, looks: () => number, each = () => undefined as unknown): Promise<void> {
  while (looks() < count) {
    await new Promise((resolve) => setTimeout(resolve, 2));
    each();
  }
}

test('messages are there and nobody brings them: the reading fails', async () => {
  const { delivery, watchdog, failed, outcome, emitter } = open(offsets('5'));
  const signs = setInterval(() => emitter.emit('heartbeat'), 2);
  delivery.gain([at]);
  await failed;
  expect(outcome()).toMatch(/^g: no progress on t\/3 from 2 for \d+ ms$/);
  clearInterval(signs);
  watchdog.stop();
});

test('no heartbeat, no join, no fetch: the reading fails though there is nothing to read', async () => {
  const { watchdog, failed, outcome } = open(offsets('0'));
  await failed;
  expect(outcome()).toMatch(/^g: kafkajs has been silent for \d+ ms$/);
  watchdog.stop();
});

test('a reader at the end, with signs of life, is well', async () => {
  const { delivery, watchdog, outcome, looks, emitter } = open(offsets('2'));
  delivery.gain([at]);
  await afterLooks(15, looks, () => emitter.emit('fetch'));
  expect(outcome()).toBe('alive');
  watchdog.stop();
});

test('brokers that do not answer excuse it', async () => {
  const { delivery, watchdog, outcome, looks } = open(() => Promise.reject(new Error('away')));
  delivery.gain([at]);
  delivery.noteEnd(at, 5);
  await afterLooks(15, looks);
  expect(outcome()).toBe('alive');
  watchdog.stop();
});
