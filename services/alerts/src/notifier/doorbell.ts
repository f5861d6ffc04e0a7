import { EventEmitter, once } from 'node:events';
import { listenOutbox, type Listening, type Pool } from '@cellwatch/timescale';

export interface Doorbell {
  /** How often it rang so far. */
  readonly rings: number;
  /** Waits until it has rung more often than `heard`, `ms` at most, or until the signal aborts. One waiter at a time. */
  wait(heard: number, ms: number, signal: AbortSignal): Promise<void>;
  close(): void;
}

/** Rings when an alert enters the outbox. A connection that was lost is replaced at the next wait. */
export function openDoorbell(pool: Pool): Doorbell {
  const bell = new EventEmitter();
  let rings = 0;
  let listening: Listening | undefined;
  function ring(): void {
    rings += 1;
    bell.emit('ring');
  }
  return {
    get rings() {
      return rings;
    },
    async wait(heard, ms, signal) {
      if (!listening?.open) {
        listening = await listenOutbox(pool, ring);
        // What entered before we listened did not ring: look once more.
        return;
      }
      if (rings > heard || signal.aborted) return;
      const enough = AbortSignal.any([signal, AbortSignal.timeout(ms)]);
      await once(bell, 'ring', { signal: enough }).catch(() => undefined);
    },
    close() {
      listening?.stop();
    },
  };
}
