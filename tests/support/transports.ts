import { openStream, type Stream } from '@cellwatch/stream';
import { startKafka } from './kafka.js';

export interface Transport {
  name: string;
  open(database_url: string): Promise<Stream>;
  /** What a service's environment needs beside DATABASE_URL. */
  env: Record<string, string>;
  stop(): Promise<void>;
}

/** Both transports: the embedded one, and Kafka where a broker can be had. */
export const transports: { name: string; start(): Promise<Transport | null> }[] = [
  {
    name: 'postgres',
    start: async () => ({
      name: 'postgres',
      open: (database_url) => openStream({ database_url }),
      env: { KAFKA_BROKERS: '' },
      stop: async () => undefined,
    }),
  },
  {
    name: 'kafka',
    async start() {
      const kafka = await startKafka();
      if ('missing' in kafka) return null;
      const { brokers } = kafka;
      return {
        name: 'kafka',
        open: (database_url) => openStream({ kafka_brokers: brokers, database_url }),
        env: { KAFKA_BROKERS: brokers },
        stop: () => kafka.stop(),
      };
    },
  },
];
