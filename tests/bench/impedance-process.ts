import { monitorEventLoopDelay } from 'node:perf_hooks';
import { startResistance } from '@cellwatch/resistance';
import { startStore } from '@cellwatch/store';
import { openStream } from '@cellwatch/stream';

/** Asked of the process: first the house, then to measure from now on, then for how long its event loop stood still at most. */
export type Asked = { database_url: string; kafka_brokers: string } | 'measure' | 'tell';

/** Of how finely the loop is looked at; a timer’s own wait is no delay. */
const resolution_ms = 5;
const delays = monitorEventLoopDelay({ resolution: resolution_ms });

process.on('message', (asked: Asked) => {
  if (asked === 'measure') {
    delays.reset();
    delays.enable();
  } else if (asked === 'tell') {
    delays.disable();
    process.send!(Math.max(0, delays.max / 1e6 - resolution_ms));
  } else void run(asked);
});

/** Store and resistance in one process, until the other end is gone. Says so when they run, and dies with the first of them. */
async function run({ database_url, kafka_brokers }: Exclude<Asked, string>): Promise<void> {
  const stream = await openStream({ kafka_brokers, database_url });
  const parts = { stream, database_url, log: () => undefined };
  const services = [await startStore(parts), await startResistance(parts)];
  process.send!('running');
  const gone = new Promise<void>((resolve) => process.once('disconnect', () => resolve()));
  await Promise.race([gone, ...services.map(({ failed }) => failed)]);
  for (const service of services) await service.stop();
  await stream.close();
}
