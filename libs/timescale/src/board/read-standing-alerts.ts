import type { CellAlert } from '@cellwatch/events';
import type { Queryable } from '../pool.js';

export const alertStates = ['pending', 'firing', 'acknowledged', 'resolved', 'cleared'] as const;
export type AlertState = (typeof alertStates)[number];

/** An alert, where it stands with people, and whether they were told of it. */
export interface StandingAlert extends CellAlert {
  committed_at: Date;
  state: AlertState;
  acknowledged_by: string | null;
  acknowledged_at_unix_second: number | null;
  resolved_by: string | null;
  resolved_at_unix_second: number | null;
  silence_id: string | null;
  silenced_by: string | null;
  silenced_until_unix_second: number | null;
  /** Why nobody was told; null where somebody was, or will be, or where it tells nothing. */
  held_back: string | null;
  incident_id: number | null;
}

/** Alerts that stand, the newest first; of one cell, or of all; in some states, or in any. */
export async function readStandingAlerts(
  client: Queryable,
  {
    cell_id = null,
    states = alertStates,
    limit,
  }: { cell_id?: string | null; states?: readonly AlertState[]; limit: number },
): Promise<StandingAlert[]> {
  const { rows } = await client.query<StandingAlert>(
    `select cell_id, rule, test_id, record_index::float8 as record_index, rule_version, rules_version, topic,
      facts_version, revision, retracted, status, severity, raised_at_unix_second, changed_at_unix_second,
      derived_cycle_count, changed_cycle_count, message, evidence, committed_at,
      state, acknowledged_by, acknowledged_at_unix_second, resolved_by, resolved_at_unix_second,
      silence_id, silenced_by, silenced_until_unix_second, held_back, incident_id::float8 as incident_id
    from alerts_standing
    where ($1::text is null or cell_id = $1) and state = any($2::text[])
    order by raised_at_unix_second desc nulls last, committed_at desc, rule, record_index
    limit $3`,
    [cell_id, states, limit],
  );
  return rows;
}
