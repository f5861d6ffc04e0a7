import type { Readiness } from '@cellwatch/health';
import type { Reading } from '@cellwatch/stream';
import type { Pool } from '@cellwatch/timescale';

/** Lag that nothing works off for this long is a reading that only looks alive. */
const stuckAfterMs = 60_000;

/** Whether the database answers and the board’s own reading moves. */
export function readiness(pool: Pool, reading: Reading): () => Promise<Readiness> {
  let died: string | undefined;
  reading.failed.catch((error: Error) => (died = error.message));
  return async () => {
    const database = await pool.query('select 1').then(
      () => ({ ok: true }),
      (error: Error) => ({ ok: false, message: error.message }),
    );
    const progress = reading.progress();
    const lag = progress.reduce((sum, { next, end }) => sum + Math.max(0, end - next), 0);
    const stuck = progress.filter((at) => at.end > at.next && Date.now() - at.last_progress_at_ms > stuckAfterMs);
    const stream = {
      ok: died === undefined && stuck.length === 0,
      partitions: progress.length,
      lag,
      ...(died === undefined ? {} : { message: died }),
    };
    return { ok: database.ok && stream.ok, detail: { database, stream } };
  };
}
