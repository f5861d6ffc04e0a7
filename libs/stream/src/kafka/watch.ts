import type { Admin, Consumer } from 'kafkajs';
import type { Delivery } from '../delivery.js';
import { reasonOf, type Log } from '../log.js';

export interface WatchOptions {
  consumer: Consumer;
  admin: Admin;
  group: string;
  topics: readonly string[];
  delivery: Delivery;
  patience_ms: number;
  log: Log;
}

/**
 * Looks every few seconds where the topics end, for lag; and fails the reading if kafkajs gives no sign of life, or brings no
 * messages though there are some, while the brokers answer. A hung consumer looks alive otherwise.
 */
export function watch(options: WatchOptions): { stop(): void } {
  const { consumer, admin, group, topics, delivery, patience_ms, log } = options;
  let sign_ms = Date.now();
  let stuck = new Map<string, { from: number; since_ms: number }>();
  let looking = false;
  const { HEARTBEAT, GROUP_JOIN, FETCH } = consumer.events;
  for (const event of [HEARTBEAT, GROUP_JOIN, FETCH] as const)
    consumer.on(event, () => {
      sign_ms = Date.now();
    });

  async function look(): Promise<void> {
    for (const topic of topics)
      for (const { partition, high } of await admin.fetchTopicOffsets(topic))
        delivery.noteEnd({ topic, partition }, Number(high));
    const now = Date.now();
    const still = new Map<string, { from: number; since_ms: number }>();
    for (const { at, from } of delivery.stuck()) {
      const name = `${at.topic}/${at.partition}`;
      const before = stuck.get(name);
      const since_ms = before?.from === from ? before.since_ms : now;
      still.set(name, { from, since_ms });
      if (now - since_ms > patience_ms)
        delivery.fail(new Error(`${group}: no progress on ${name} from ${from} for ${now - since_ms} ms`));
    }
    stuck = still;
    if (now - sign_ms > patience_ms)
      delivery.fail(new Error(`${group}: kafkajs has been silent for ${now - sign_ms} ms`));
  }

  const timer = setInterval(
    () => {
      if (looking) return;
      looking = true;
      look()
        .catch((error) => {
          // Brokers that do not answer excuse a consumer that does not read.
          log('outage', { group, reason: reasonOf(error) });
          stuck = new Map();
          sign_ms = Date.now();
        })
        .finally(() => {
          looking = false;
        });
    },
    Math.min(5_000, patience_ms / 4),
  );
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
