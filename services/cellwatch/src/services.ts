import { followRoutes, startAlerts, webhookRoutes, type Route } from '@cellwatch/alerts';
import { startBoard } from '@cellwatch/board';
import { startCycles } from '@cellwatch/cycles';
import { startResistance } from '@cellwatch/resistance';
import { startStore } from '@cellwatch/store';
import type { Stream } from '@cellwatch/stream';
import { rulesText } from './rules-text.js';

export interface ServicesOptions {
  stream: Stream;
  database_url: string;
  log: (event: string, detail: object) => void;
  /** Left out where nobody looks: a single import. */
  board?: { host: string; port: number; access_key?: string };
  webhooks?: string[];
  webhook_allow_private?: boolean;
  webhook_signing_key?: string;
  /** Beside the webhooks. */
  routes?: readonly Route[];
  /** Where people open the board: what messages link to. */
  board_url?: string;
}

export interface RunningServices {
  board_url: string | null;
  /** Rejects with the first service that dies. */
  failed: Promise<never>;
  stop(): Promise<void>;
}

const check_rules = (text: string) => rulesText(text, 'rules');

/** All services in this process, over one stream. Stopped in the order of a record's journey. */
export async function runServices(options: ServicesOptions): Promise<RunningServices> {
  const { stream, database_url, log } = options;
  const running: { failed: Promise<never>; stop(): Promise<void> }[] = [];
  async function stop(): Promise<void> {
    for (const service of running.splice(0)) await service.stop();
  }
  try {
    running.push(await startStore({ stream, database_url, log }));
    running.push(await startCycles({ stream, database_url, log }));
    running.push(await startResistance({ stream, database_url, log }));
    running.push(await startAlerts({ stream, database_url, log }));
    const { webhooks = [], webhook_allow_private: allow_private, webhook_signing_key: signing_key } = options;
    const routes = [...webhookRoutes(webhooks, signing_key), ...(options.routes ?? [])];
    const { board_url } = options;
    running.push(await followRoutes({ database_url, routes, allow_private, board_url, log }));
    const board = options.board && (await startBoard({ stream, database_url, check_rules, ...options.board }));
    if (board) running.push(board);
    const failed = Promise.race(running.map((service) => service.failed));
    failed.catch(() => undefined);
    return { board_url: board?.url ?? null, failed, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
