import { openBackbone } from './backbone.js';
import { askOwner, takeFolder } from './owner.js';

export interface OpenedDatabase {
  database_url: string;
  release(): Promise<void>;
}

/** The database alone, for who only looks: DATABASE_URL, or the running program's, or else the folder's own for as long as needed. */
export async function openDatabase(folder: string): Promise<OpenedDatabase> {
  const { DATABASE_URL } = process.env;
  const there = DATABASE_URL || (await askOwner(folder))?.database_url;
  if (there) return { database_url: there, release: async () => undefined };
  const taken = await takeFolder(folder);
  try {
    const backbone = await openBackbone(folder);
    taken.announce({ pid: process.pid, database_url: backbone.database_url, board_url: null });
    return {
      database_url: backbone.database_url,
      async release() {
        await backbone.stop();
        await taken.release();
      },
    };
  } catch (error) {
    await taken.release();
    throw error;
  }
}
