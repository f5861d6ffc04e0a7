import type { Queryable } from '../pool.js';

/** The highest definition that is accepted; null where none is yet. */
export async function readAcceptedDefinition(client: Queryable): Promise<number | null> {
  const { rows } = await client.query<{ definition_version: number | null }>(
    `select max(definition_version) as definition_version from accepted_definitions`,
  );
  return rows[0].definition_version;
}
