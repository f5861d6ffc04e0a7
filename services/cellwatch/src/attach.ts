import { openStream, type Stream } from '@cellwatch/stream';
import { openBackbone } from './backbone.js';
import { askOwner, takeFolder } from './owner.js';
import { runServices } from './services.js';

export interface Attached {
  stream: Stream;
  database_url: string;
  /** Rejects when services of this process die; stays pending where another process runs them. */
  failed: Promise<never>;
  release(): Promise<void>;
}

/** Joins the program that runs on this folder; where none does, becomes it for as long as the caller needs. */
export async function attach(folder: string, log: (event: string, detail: object) => void): Promise<Attached> {
  const owner = await askOwner(folder);
  if (owner) {
    const { database_url, kafka_brokers } = owner;
    const stream = await openStream({ kafka_brokers, database_url });
    return { stream, database_url, failed: new Promise(() => undefined), release: () => stream.close() };
  }
  const taken = await takeFolder(folder);
  try {
    const backbone = await openBackbone(folder);
    taken.announce({ pid: process.pid, database_url: backbone.database_url, board_url: null });
    const services = await runServices({ ...backbone, log });
    return {
      ...backbone,
      failed: Promise.race([backbone.failed, services.failed]),
      async release() {
        await services.stop();
        await backbone.stop();
        await taken.release();
      },
    };
  } catch (error) {
    await taken.release();
    throw error;
  }
}
