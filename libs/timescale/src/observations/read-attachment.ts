import type { Queryable } from '../pool.js';

export interface LandedAttachment {
  name: string;
  media_type: string;
  sha256: string;
  bytes: Buffer;
}

/** The file of an observation that stands; undefined where it has none, or was retracted. */
export async function readAttachment(
  client: Queryable,
  cell_id: string,
  observation_id: string,
): Promise<LandedAttachment | undefined> {
  const { rows } = await client.query<LandedAttachment>(
    `select held.attachment_name as name, held.attachment_media_type as media_type, held.attachment_sha256 as sha256,
      held.attachment as bytes
    from observations held join observations_current using (cell_id, observation_id, revision)
    where cell_id = $1 and observation_id = $2 and held.attachment is not null`,
    [cell_id, observation_id],
  );
  return rows[0];
}
