import type { ServerResponse } from 'node:http';
import { liveClient, type LiveClient } from './live-client.js';
import type { LivePoint } from './live-point.js';

const flushMs = 250;

export interface LiveHub {
  /** How many browsers listen. */
  readonly size: number;
  add(response: ServerResponse, cells: ReadonlySet<string> | null): void;
  point(point: LivePoint): void;
  event(name: string, cell_id: string | null, data: unknown): void;
  close(): void;
}

/** The browsers that listen now. One clock flushes them all, four times a second. */
export function liveHub(): LiveHub {
  const clients = new Map<ServerResponse, LiveClient>();
  const clock = setInterval(() => {
    const now_ms = Date.now();
    for (const client of clients.values()) client.flush(now_ms);
  }, flushMs);

  return {
    get size() {
      return clients.size;
    },
    add(response, cells) {
      const client = liveClient(
        { write: (text) => response.write(text), onceReady: (go) => response.once('drain', go) },
        cells,
      );
      clients.set(response, client);
      response.once('close', () => clients.delete(response));
      client.flush(Date.now());
    },
    point(point) {
      for (const client of clients.values()) client.point(point);
    },
    event(name, cell_id, data) {
      for (const client of clients.values()) client.event(name, cell_id, data);
    },
    close() {
      clearInterval(clock);
      for (const response of clients.keys()) response.end();
      clients.clear();
    },
  };
}
