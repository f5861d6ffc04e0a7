import type { Queryable } from '../pool.js';

/** From now on what is shown follows this definition, where no higher one is accepted. False when it was accepted before. */
export async function acceptDefinition(client: Queryable, definition_version: number): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into accepted_definitions (definition_version) values ($1) on conflict do nothing`,
    [definition_version],
  );
  return rowCount === 1;
}
