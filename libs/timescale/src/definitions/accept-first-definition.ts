import type { Queryable } from '../pool.js';

/** Accepts the definition of the program that starts first: before it there was nothing that it could change. */
export async function acceptFirstDefinition(client: Queryable, definition_version: number): Promise<void> {
  await client.query(
    `insert into accepted_definitions (definition_version)
    select $1::integer where not exists (select from accepted_definitions)
    on conflict do nothing`,
    [definition_version],
  );
}
