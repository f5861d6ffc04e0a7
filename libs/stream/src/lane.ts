import { checkOutgoing } from './check-outgoing.js';
import type { Outgoing } from './stream.js';

/** One send carries so much; a larger single message goes alone. Under Kafka's usual limit of one batch. */
const batch_bytes = 900_000;

interface Call {
  left: number;
  resolve(): void;
  reject(error: unknown): void;
}

export interface Lane {
  /** Resolves when all of them are sent. */
  put(messages: readonly Outgoing[]): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

/**
 * Sends one batch at a time; what comes meanwhile goes together in the next. So order is kept, and the busier it is, the
 * larger the batches.
 */
export function openLane(send: (batch: Outgoing[]) => Promise<void>): Lane {
  const queue: { message: Outgoing; bytes: number; call: Call }[] = [];
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    while (queue.length > 0) {
      let bytes = queue[0].bytes;
      let count = 1;
      while (count < queue.length && bytes + queue[count].bytes <= batch_bytes) bytes += queue[count++].bytes;
      const batch = queue.splice(0, count);
      try {
        await send(batch.map(({ message }) => message));
        for (const { call } of batch) if (--call.left === 0) call.resolve();
      } catch (error) {
        const failed = new Set(batch.map(({ call }) => call));
        for (const call of failed) call.reject(error);
        // What follows in the same call must not overtake what its caller will send again.
        for (let at = queue.length - 1; at >= 0; at--) if (failed.has(queue[at].call)) queue.splice(at, 1);
      }
    }
    // In the same turn in which the queue was seen empty: what is put next must start a new run.
    running = null;
  }

  return {
    put(messages) {
      if (messages.length === 0) return Promise.resolve();
      return new Promise((resolve, reject) => {
        const call: Call = { left: messages.length, resolve, reject };
        const sized = messages.map((message) => ({ message, bytes: checkOutgoing(message), call }));
        for (const entry of sized) queue.push(entry);
        running ??= run();
      });
    },
    async idle() {
      while (running) await running;
    },
  };
}
