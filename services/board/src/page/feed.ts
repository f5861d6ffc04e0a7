import type { AlertAction, CellAlert, CycleSummary, LivePoint } from './shapes.js';

export interface FeedEvents {
  record?(points: LivePoint[]): void;
  cycle?(cycle: CycleSummary): void;
  /** A spectrum was fitted: what it says is landed a little later. */
  resistance?(): void;
  /** A pulse ended, or the rest after it: landed a little later. */
  pulse?(): void;
  alert?(alert: CellAlert): void;
  /** What a person did with an alert, or a silence: landed a little later. */
  action?(action: AlertAction): void;
  /** After a new connection, or when this page was too slow: what was missed is in the tables. */
  missed?(): void;
}

export interface Feed {
  /** Milliseconds of `Date.now` at the last record. */
  readonly last_record_ms: number | null;
  readonly connected: boolean;
  /** Who listens now, and to which cell (null: all); the view that comes replaces the view that goes. */
  listen(events: FeedEvents, cell_id: string | null): void;
}

/** Two heartbeats and a little. */
const silentMs = 12_000;
const againMs = 2_000;

/** The one connection to the live feed. It comes back by itself, and then everyone asks the tables. */
export function openFeed(changed: () => void): Feed {
  let listener: FeedEvents = {};
  let only: string | null = null;
  let source: EventSource | undefined;
  let connected = false;
  let ever = false;
  let heard_ms = Date.now();
  let last_record_ms: number | null = null;

  function set(now: boolean): void {
    if (connected === now) return;
    connected = now;
    changed();
  }

  function take(name: keyof FeedEvents, then: (data: never) => void): void {
    source!.addEventListener(name === 'missed' ? 'lost' : name, (event) => {
      heard_ms = Date.now();
      then(JSON.parse((event as MessageEvent<string>).data) as never);
    });
  }

  function connect(): void {
    source?.close();
    heard_ms = Date.now();
    source = new EventSource(only === null ? '/api/live' : `/api/live?cells=${encodeURIComponent(only)}`);
    source.addEventListener('open', () => {
      heard_ms = Date.now();
      set(true);
      if (ever) listener.missed?.();
      ever = true;
    });
    source.addEventListener('error', () => set(false));
    source.addEventListener('heartbeat', () => (heard_ms = Date.now()));
    take('record', (points: LivePoint[]) => {
      last_record_ms = Date.now();
      listener.record?.(points);
    });
    take('cycle', (cycle: CycleSummary) => listener.cycle?.(cycle));
    take('resistance', () => listener.resistance?.());
    take('pulse', () => listener.pulse?.());
    take('alert', (alert: CellAlert) => listener.alert?.(alert));
    take('action', (action: AlertAction) => listener.action?.(action));
    take('missed', () => listener.missed?.());
  }

  connect();
  setInterval(() => {
    const silent = Date.now() - heard_ms > silentMs;
    if (silent) set(false);
    if (silent || source!.readyState === EventSource.CLOSED) connect();
  }, againMs);

  return {
    get last_record_ms() {
      return last_record_ms;
    },
    get connected() {
      return connected;
    },
    listen(events, cell_id) {
      listener = events;
      if (only === cell_id) return;
      only = cell_id;
      ever = false;
      connect();
    },
  };
}
