import type { Queryable } from '../pool.js';
import { readRoutes } from './read-routes.js';

/** The cell to which a test belongs that comes under the name of `cell_id`. */
export async function findBooking(client: Queryable, cell_id: string, test_id: string): Promise<string> {
  let at = cell_id;
  // Nobody goes round in circles: a cell that a test was moved to keeps it.
  for (;;) {
    const [route] = await readRoutes(client, [{ cell_id: at, test_id }]);
    if (!route) return at;
    at = route.to_cell_id;
  }
}
