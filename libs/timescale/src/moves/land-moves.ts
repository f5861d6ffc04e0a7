import type { TestMove } from '@cellwatch/events';
import type { PoolClient } from 'pg';
import { landCells } from '../cells/land-cells.js';
import { moveTest } from './move-test.js';
import { readRoutes } from './read-routes.js';

/**
 * Remembers moves, and takes the tests' records to the cells that they belong to now. Whatever order moves arrive in, the same
 * test ends up on the same cell; a repeat is a no-op. Needs the bookings alone (`lockBookings`).
 */
export async function landMoves(client: PoolClient, moves: readonly TestMove[]): Promise<void> {
  // One by one: where a test is decides where it goes next. People move tests, not machines.
  for (const { cell_id, test_id, to_cell_id, moved_at_unix_second } of moves) {
    await landCells(client, [cell_id, to_cell_id]);
    const { rowCount } = await client.query(
      `insert into test_moves (test_id, cell_id, to_cell_id, moved_at_unix_second) values ($1, $2, $3, $4)
      on conflict do nothing`,
      [test_id, cell_id, to_cell_id, moved_at_unix_second],
    );
    if (rowCount === 0) continue;
    const touched = new Set([cell_id, to_cell_id]);
    let at = cell_id;
    for (;;) {
      const [route] = await readRoutes(client, [{ cell_id: at, test_id }]);
      if (!route) break;
      await moveTest(client, test_id, at, route.to_cell_id);
      at = route.to_cell_id;
      touched.add(at);
    }
    await client.query(`update cells set bookings = bookings + 1 where cell_id = any($1::text[])`, [[...touched]]);
  }
}
