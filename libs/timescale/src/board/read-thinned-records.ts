import type { Queryable } from '../pool.js';
import type { ChartPoint, RecordWindow } from './record-window.js';
import { readWindow } from './read-window.js';
import { thinWindow } from './thin-window.js';

/**
 * A cell's records in a window, at most `points` of them, in order of time: all of them where they fit, else per bucket of
 * time the records of least and greatest voltage and current. Every point is a record; none is averaged.
 */
export async function readThinnedRecords(
  client: Queryable,
  window: RecordWindow,
  points: number,
): Promise<{ thinned: boolean; points: ChartPoint[] }> {
  const all = await readWindow(client, window, points + 1);
  if (all.length <= points) return { thinned: false, points: all };
  return { thinned: true, points: await thinWindow(client, window, points) };
}
