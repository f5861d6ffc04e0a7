import type { PoolClient } from 'pg';
import type { UnroutedEvent } from './take-unrouted.js';

export interface HeldBack {
  outbox_id: string;
  reason: string;
  silence_id: string | null;
}

/** Notes that it is decided who is told of these events, and why nobody is told of some. */
export async function markRouted(
  client: PoolClient,
  events: readonly Pick<UnroutedEvent, 'outbox_id' | 'chamber' | 'equipment_id' | 'at_unix_second'>[],
  held_back: readonly HeldBack[],
): Promise<void> {
  const held = new Map(held_back.map((one) => [one.outbox_id, one]));
  const rows = events.map(({ outbox_id, chamber, equipment_id, at_unix_second }) => ({
    ...{ outbox_id, chamber, equipment_id, at_unix_second },
    held_back: held.get(outbox_id)?.reason ?? null,
    silence_id: held.get(outbox_id)?.silence_id ?? null,
  }));
  await client.query(
    `update outbox set
      routed_at = now(), held_back = r.held_back, silence_id = r.silence_id,
      chamber = r.chamber, equipment_id = nullif(r.equipment_id, ''), at_unix_second = r.at_unix_second
    from jsonb_to_recordset($1::jsonb) as r (
      outbox_id bigint, held_back text, silence_id text, chamber text, equipment_id text, at_unix_second float8
    )
    where outbox.outbox_id = r.outbox_id`,
    [JSON.stringify(rows)],
  );
}
