import { setTimeout as sleep } from 'node:timers/promises';
import { backOff } from '../back-off.js';
import { OutageError } from '../errors.js';
import { outage } from './outage.js';

/** A broker that has just started refuses what it will do a second later: asks again for some seconds, then OutageError. */
export async function insist<Answer>(what: string, ask: () => Promise<Answer>, patience_ms = 10_000): Promise<Answer> {
  const began_ms = Date.now();
  for (let failures = 1; ; failures++) {
    try {
      return await ask();
    } catch (thrown) {
      const error = outage(thrown, what);
      if (!(error instanceof OutageError) || Date.now() - began_ms > patience_ms) throw error;
      await sleep(backOff(failures));
    }
  }
}
