import { readCell, type Pool, type SeenCell } from '@cellwatch/timescale';
import { Problem } from '../problem.js';
import { cellIdOf } from './read-query.js';

/** The cell that the path names, or a problem. */
export async function knownCell(pool: Pool, cell_id: string): Promise<SeenCell> {
  const cell = await readCell(pool, cellIdOf(cell_id, 'path'));
  if (cell) return cell;
  throw new Problem(404, {
    message: 'no such cell',
    got: cell_id,
    where: 'path',
    expected: 'a cell_id of GET /api/cells',
  });
}
