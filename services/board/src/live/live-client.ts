import type { LivePoint } from './live-point.js';

/** Where a client’s text goes. `write` answers whether it may go on; if not, `onceReady` calls when it may. */
export interface Outlet {
  write(text: string): boolean;
  onceReady(go: () => void): void;
}

export interface LiveClient {
  point(point: LivePoint): void;
  /** `cell_id` is null for what is of no single cell. */
  event(name: string, cell_id: string | null, data: unknown): void;
  /** Sends what has gathered, unless the browser has not yet taken what was sent before. */
  flush(now_ms: number): void;
}

const mostEvents = 200;
const heartbeatMs = 5_000;

/**
 * One browser’s share of the feed. It gathers the newest point a cell and at most 200 other events: a slow browser loses
 * points, and past 200 events it is told that it lost some and asks the tables.
 */
export function liveClient(outlet: Outlet, cells: ReadonlySet<string> | null): LiveClient {
  const points = new Map<string, LivePoint>();
  let events: string[] = [];
  let lost = false;
  let ready = true;
  let beat_at_ms = -Infinity;
  const wants = (cell_id: string | null) => cells === null || cell_id === null || cells.has(cell_id);

  return {
    point(point) {
      if (wants(point.cell_id)) points.set(point.cell_id, point);
    },
    event(name, cell_id, data) {
      if (!wants(cell_id)) return;
      if (events.length < mostEvents) events.push(frame(name, data));
      else lost = true;
    },
    flush(now_ms) {
      if (!ready) return;
      let text = '';
      if (points.size > 0) text += frame('record', [...points.values()]);
      if (lost) text += frame('lost', { expected: 'ask the tables again' });
      text += events.join('');
      if (now_ms - beat_at_ms >= heartbeatMs) {
        text += frame('heartbeat', { unix_time_second: now_ms / 1000 });
        beat_at_ms = now_ms;
      }
      if (text === '') return;
      points.clear();
      events = [];
      lost = false;
      ready = outlet.write(text);
      if (!ready) outlet.onceReady(() => (ready = true));
    },
  };
}

function frame(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
