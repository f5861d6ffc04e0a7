import { setTimeout as sleep } from 'node:timers/promises';

/** Waits as long as it takes: the test's own limit is the only clock. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(10);
}
