import { parentPort } from 'node:worker_threads';
import { fitSpectrum, type FitRequest } from '@cellwatch/impedance';

/** The other end of `startThread`. Results go as JSON, which is what they are saved and published as. */
export interface FitAnswer {
  id: number;
  result?: string;
  error?: string;
}

parentPort!.on('message', ({ id, request: { sweep, options } }: { id: number; request: FitRequest }) => {
  parentPort!.postMessage(answer(id, () => JSON.stringify(fitSpectrum(sweep, options))));
});

function answer(id: number, result: () => string): FitAnswer {
  try {
    return { id, result: result() };
  } catch (error) {
    return { id, error: (error as Error).stack ?? String(error) };
  }
}
