import { Worker } from 'node:worker_threads';
import type { FitRequest, SpectrumResult } from '@cellwatch/impedance';
import type { FitAnswer } from './fit-worker.js';

/** As it is built: the tests run from sources, and a worker cannot. */
const file = new URL('../dist/fit-worker.js', import.meta.url);

export interface FittingThread {
  /** Asked of it and not answered yet. */
  waiting(): number;
  fit(request: FitRequest): Promise<SpectrumResult>;
  stop(): Promise<void>;
}

/** Fits spectra one after the other in a thread of its own, so that the event loop goes on. It starts with the first. */
export function startThread(): FittingThread {
  const waiting = new Map<number, { resolve(result: SpectrumResult): void; reject(error: Error): void }>();
  let worker: Worker | undefined;
  let asked = 0;

  function started(): Worker {
    // What the tests start Node with is not for it.
    const fresh = new Worker(file, { execArgv: [] });
    fresh.on('message', ({ id, result, error }: FitAnswer) => {
      const asking = waiting.get(id);
      waiting.delete(id);
      if (result === undefined) asking?.reject(new Error(`the fit has thrown: ${error}`));
      else asking?.resolve(JSON.parse(result) as SpectrumResult);
    });
    fresh.on('error', end);
    fresh.on('exit', () => end(new Error('the fitting thread has ended')));
    function end(error: Error): void {
      if (worker !== fresh) return;
      worker = undefined;
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    }
    return fresh;
  }

  return {
    waiting: () => waiting.size,
    fit: (request) =>
      new Promise((resolve, reject) => {
        asked += 1;
        waiting.set(asked, { resolve, reject });
        worker ??= started();
        worker.postMessage({ id: asked, request });
      }),
    async stop() {
      await worker?.terminate();
    },
  };
}
