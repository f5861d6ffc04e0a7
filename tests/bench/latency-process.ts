import { startAlerts } from '@cellwatch/alerts';
import { startCycles } from '@cellwatch/cycles';
import { startStore } from '@cellwatch/store';
import { openStream } from '@cellwatch/stream';

/** Asked of the process, once. */
export interface House {
  database_url: string;
  kafka_brokers: string;
}

process.on('message', (asked: House) => void run(asked));

/** Store, cycles and alerts in one process, until the other end is gone. Says so when they run, and dies with the first of them. */
async function run({ database_url, kafka_brokers }: House): Promise<void> {
  const stream = await openStream({ kafka_brokers, database_url });
  const parts = { stream, database_url, log: () => undefined };
  const services = [await startStore(parts), await startCycles(parts), await startAlerts(parts)];
  process.send!('running');
  const gone = new Promise<void>((resolve) => process.once('disconnect', () => resolve()));
  await Promise.race([gone, ...services.map(({ failed }) => failed)]);
  for (const service of services) await service.stop();
  await stream.close();
}
