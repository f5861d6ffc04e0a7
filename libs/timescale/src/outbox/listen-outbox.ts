import type { Pool } from '../pool.js';

export interface Listening {
  /** False once the connection is lost: nothing will wake any more. */
  readonly open: boolean;
  stop(): void;
}

/** Calls `wake` soon after an alert has entered the outbox. A wake can be lost with the connection: poll as well. */
export async function listenOutbox(pool: Pool, wake: () => void): Promise<Listening> {
  const client = await pool.connect();
  let open = true;
  const stop = () => {
    if (open) client.release(true);
    open = false;
  };
  client.on('notification', wake);
  client.on('error', stop);
  client.on('end', stop);
  try {
    await client.query('listen cellwatch_outbox');
  } catch (error) {
    stop();
    throw error;
  }
  return {
    get open() {
      return open;
    },
    stop,
  };
}
