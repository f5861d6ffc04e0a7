import { isOfOnePart, landApart } from './land-apart.js';
import { landParts } from './land-parts.js';
import type { LandingParts } from './landing-parts.js';
import type { Part } from './part.js';

export interface LandingQueue {
  /** Resolves when what waits to be landed has become little enough to read more. */
  room(): Promise<void>;
  /** Resolves when the part is committed. */
  land(part: Part): Promise<void>;
}

interface Waiting {
  part: Part;
  landed: () => void;
  failed: (error: unknown) => void;
}

/** A transaction of so many rows costs the least a row; beyond, only latency and memory grow. */
const rowsInTransaction = 20_000;
const rowsWaiting = 2 * rowsInTransaction;
/** Transactions at once: while one waits for us or for the disk, the server works at the other. */
const writers = 2;

/**
 * Whatever waits, of all topics, is merged into one transaction a writer, and while the server works at it the next is read. A
 * cell's messages of every topic have one partition number, which always goes to one writer: no two transactions touch the same
 * cell, so none waits for another or deadlocks with it. Bounded: who brings more waits.
 */
export function landingQueue(parts: LandingParts): LandingQueue {
  const queues = Array.from({ length: writers }, (): Waiting[] => []);
  const writing = new Set<Waiting[]>();
  let rows = 0;
  const forRoom: (() => void)[] = [];

  async function write(queue: Waiting[]): Promise<void> {
    writing.add(queue);
    while (queue.length > 0) {
      const taken = take(queue);
      const error = await landParts(
        parts,
        taken.map(({ part }) => part),
      ).then(
        () => undefined,
        (reason: unknown) => reason ?? new Error('landing failed without a reason'),
      );
      if (error === undefined) for (const { landed } of taken) landed();
      else if (isOfOnePart(error))
        for (const { part, landed, failed } of taken) await landApart(parts, part).then(landed, failed);
      else for (const { failed } of taken) failed(error);
      rows -= taken.reduce((sum, { part }) => sum + part.rows, 0);
      if (rows < rowsWaiting) for (const go of forRoom.splice(0)) go();
    }
    writing.delete(queue);
  }

  function take(queue: Waiting[]): Waiting[] {
    let sum = 0;
    let count = 0;
    while (count < queue.length && (count === 0 || sum + queue[count].part.rows <= rowsInTransaction)) {
      sum += queue[count].part.rows;
      count += 1;
    }
    return queue.splice(0, count);
  }

  return {
    async room() {
      while (rows >= rowsWaiting) await new Promise<void>((go) => forRoom.push(go));
    },
    land(part) {
      return new Promise((landed, failed) => {
        const queue = queues[part.partition % writers];
        queue.push({ part, landed, failed });
        rows += part.rows;
        if (!writing.has(queue)) void write(queue);
      });
    },
  };
}
