import type { AlertScope } from '@cellwatch/events';
import type { Queryable } from '../pool.js';

export interface LandedSilence {
  silence_id: string;
  by: string;
  at_unix_second: number;
  scope: AlertScope;
  until_unix_second: number;
  text: string | null;
  lifted_by: string | null;
  lifted_at_unix_second: number | null;
  active: boolean;
  /** Events of the outbox that it holds back now. */
  held_back: number;
}

/** Silences, those in force first and then the newest; or one. */
export async function readSilences(
  client: Queryable,
  { silence_id = null, limit }: { silence_id?: string | null; limit: number },
): Promise<LandedSilence[]> {
  const { rows } = await client.query<LandedSilence>(
    `select silence_id, "by", at_unix_second, scope, until_unix_second, text, lifted_by, lifted_at_unix_second, active,
      (select count(*)::integer from outbox o where o.silence_id = s.silence_id) as held_back
    from silences s
    where $1::text is null or silence_id = $1
    order by active desc, at_unix_second desc, silence_id
    limit $2`,
    [silence_id, limit],
  );
  return rows;
}
