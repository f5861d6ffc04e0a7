import { OutageError } from '@cellwatch/stream';
import { isOutage } from '@cellwatch/timescale';

/** Runs `work`; what the database's absence breaks is thrown as an outage, so that the stream brings the work again. */
export async function tellOutage<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isOutage(error)) throw new OutageError((error as Error).message, { cause: error });
    throw error;
  }
}
