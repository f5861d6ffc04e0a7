import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Outcome } from './watch-cell.js';

/** Watches the cells at these places of the fleet, on every core; outcomes in the same order. */
export async function watchFleet(places: readonly number[]): Promise<Outcome[]> {
  const outcomes = new Map<number, Outcome>();
  const waiting = [...places].reverse();
  const work = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(new URL('./worker.js', import.meta.url));
      const next = () => {
        const place = waiting.pop();
        if (place === undefined) {
          void worker.terminate().then(() => resolve());
          return;
        }
        worker.postMessage(place);
      };
      worker.on('message', ({ place, outcome }: { place: number; outcome: Outcome }) => {
        outcomes.set(place, outcome);
        if (outcomes.size % 100 === 0) console.error(`${outcomes.size} of ${places.length} cells`);
        next();
      });
      worker.on('error', reject);
      next();
    });
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return places.map((place) => outcomes.get(place)!);
}
