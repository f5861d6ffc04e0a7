import { setTimeout as sleep } from 'node:timers/promises';
import { topics } from '@cellwatch/events';
import { startCycles } from '@cellwatch/cycles';
import { startStore } from '@cellwatch/store';
import { openStream } from '@cellwatch/stream';
import { openPool, readPositions, type Pool } from '@cellwatch/timescale';

/** Asked of the process. */
export interface Journey {
  database_url: string;
  kafka_brokers: string;
}

/** Answered by it. */
export interface Arrived {
  seconds: number;
  peak_mb: number;
}

process.on('message', (asked: Journey) => void journey(asked).then((arrived) => process.send!(arrived)));

/** Store and cycles read all that is there, from joining their groups until both positions stand behind the last message. */
async function journey({ database_url, kafka_brokers }: Journey): Promise<Arrived> {
  const stream = await openStream({ kafka_brokers, database_url });
  const pool = openPool(database_url, { max: 1 });
  const ends = await stream.ends(topics.records);
  const log = () => undefined;
  const began = performance.now();
  const services = await Promise.all([
    startStore({ stream, database_url, log }),
    startCycles({ stream, database_url, log }),
  ]);
  await Promise.race([arrival(pool, ends), ...services.map(({ failed }) => failed)]);
  const seconds = (performance.now() - began) / 1000;
  for (const service of services) await service.stop();
  await stream.close();
  await pool.end();
  return { seconds, peak_mb: process.resourceUsage().maxRSS / 1024 };
}

async function arrival(pool: Pool, ends: number[]): Promise<void> {
  for (const reader of ['store', 'cycles'])
    for (let there = false; !there; await sleep(20)) {
      const positions = await readPositions(pool, reader);
      const next = (partition: number) =>
        positions.find((at) => at.topic === topics.records && at.partition === partition)?.next ?? 0;
      there = ends.every((end, partition) => next(partition) >= end);
    }
}
