import { Socket } from 'node:net';
import { startAlerts } from '@cellwatch/alerts';
import { startCycles } from '@cellwatch/cycles';
import { startStore } from '@cellwatch/store';
import { openStream } from '@cellwatch/stream';

/** Asked of the process, once. */
export interface House {
  database_url: string;
  kafka_brokers: string;
}

/** What the process has spent so far. */
export interface Spent {
  cpu_second: number;
  sent_bytes: number;
  received_bytes: number;
}

const sockets = new Set<Socket>();
const { connect } = Socket.prototype as { connect: (this: Socket, ...to: unknown[]) => Socket };
Socket.prototype.connect = function (this: Socket, ...to: unknown[]) {
  sockets.add(this);
  return connect.apply(this, to);
} as Socket['connect'];

process.on('message', (asked: House | 'spent') => {
  if (asked === 'spent') process.send!(spent());
  else void run(asked);
});

function spent(): Spent {
  const { user, system } = process.cpuUsage();
  const sum = (bytes: (socket: Socket) => number) => [...sockets].reduce((sum, socket) => sum + bytes(socket), 0);
  return {
    cpu_second: (user + system) / 1e6,
    sent_bytes: sum((socket) => socket.bytesWritten),
    received_bytes: sum((socket) => socket.bytesRead),
  };
}

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
