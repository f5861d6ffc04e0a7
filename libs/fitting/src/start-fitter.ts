import type { Fit } from '@cellwatch/impedance';
import { startThread } from './start-thread.js';

export interface Fitter {
  fit: Fit;
  threads: number;
  stop(): Promise<void>;
}

/** Fits spectra in so many threads, none of which starts before it is needed. What one of them is asked it answers in order. */
export function startFitter(threads = 1): Fitter {
  const all = Array.from({ length: threads }, startThread);
  return {
    threads,
    fit: (request) => all.reduce((idlest, one) => (one.waiting() < idlest.waiting() ? one : idlest)).fit(request),
    async stop() {
      await Promise.all(all.map((thread) => thread.stop()));
    },
  };
}
