import type { CellAlert } from '@cellwatch/events';
import type { PoolClient } from 'pg';
import { tellingsOf } from './tellings-of.js';

/**
 * Enters what people are told of these alerts, before the alerts themselves land: raised, escalated, cleared, withdrawn, each at
 * most once for an alert's key (cell_id, rule, test_id, record_index), whatever is replayed, folded again or published under
 * another version. Nothing that is judged by facts which no longer hold counts, and no revision older than what has landed.
 *
 * History pages nobody: what happened more than `history_second` before it was found, in a test that is not live, or nobody knows
 * when, enters with `held_back`. What ends an alert of which nobody was told is held back too.
 */
export async function enterOutbox(
  client: PoolClient,
  alerts: readonly CellAlert[],
  history_second: number,
): Promise<void> {
  let entered = 0;
  // In this order: whether the later ones are told depends on the earlier ones.
  for (const tellings of tellingsOf(alerts)) {
    if (tellings.length === 0) continue;
    const { rowCount } = await client.query(
      `with told as (
        select t.*
        from jsonb_to_recordset($1::jsonb) as t (
          ordinal integer, event text, over boolean, at_unix_second float8, cell_id text, rule text, test_id text,
          record_index bigint, facts_version text, rule_version integer, revision integer, payload jsonb
        )
        join cells using (cell_id)
        -- facts that have not landed yet are newer than those that have
        where (t.facts_version = cells.facts_version or (t.facts_version <> '0' and not exists (
          select from cell_facts f where f.cell_id = t.cell_id and f.facts_version = t.facts_version
        )))
        and not exists (
          select from alerts a
          where (a.cell_id, a.rule, a.test_id, a.record_index, a.facts_version)
              = (t.cell_id, t.rule, t.test_id, t.record_index, t.facts_version)
            and (a.rule_version, a.revision) > (t.rule_version, t.revision)
        )
      ), judged as (
        select told.*, case
          when event in ('cleared', 'withdrawn') then
            case when not exists (
              select from outbox o
              where (o.cell_id, o.rule, o.test_id, o.record_index) = (told.cell_id, told.rule, told.test_id, told.record_index)
                and o.event in ('raised', 'escalated') and (o.held_back is null or o.silence_id is not null)
            ) then 'nobody was told of what it ends' end
          when at_unix_second is null then 'no wall clock: nobody knows when it happened'
          when at_unix_second < extract(epoch from now()) - $2 then format(
            'history: it happened at %s, more than %s h before it was found',
            to_char(to_timestamp(greatest(at_unix_second, 0)) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"'),
            round(($2::numeric / 3600), 1)
          )
          when exists (select from tests t where (t.cell_id, t.test_id) = (told.cell_id, told.test_id) and not t.live)
            then 'import: its test is not live'
          when over then 'it was over before it was first seen'
        end as reason
        from told left join lateral (
          select raised.payload ->> 'severity' as severity from outbox raised
          where (raised.cell_id, raised.rule, raised.test_id, raised.record_index, raised.event)
            = (told.cell_id, told.rule, told.test_id, told.record_index, 'raised')
        ) raised on true
        where case event
          when 'raised' then raised.severity is null
          when 'escalated' then raised.severity <> 'critical'
          else raised.severity is not null
        end and (event <> 'cleared' or not exists (
          select from outbox w
          where (w.cell_id, w.rule, w.test_id, w.record_index, w.event)
            = (told.cell_id, told.rule, told.test_id, told.record_index, 'withdrawn')
        ))
      ), ended as (
        update outbox o set ended = true from judged j
        where j.event in ('cleared', 'withdrawn') and o.event in ('raised', 'escalated') and not o.ended
          and (o.cell_id, o.rule, o.test_id, o.record_index) = (j.cell_id, j.rule, j.test_id, j.record_index)
      )
      insert into outbox (cell_id, rule, test_id, record_index, event, payload, held_back, routed_at)
      select cell_id, rule, test_id, record_index, event, payload, reason, case when reason is not null then now() end
      from judged order by ordinal
      on conflict do nothing`,
      [JSON.stringify(tellings), history_second],
    );
    entered += rowCount ?? 0;
  }
  // Heard when this transaction commits: the notifier wakes.
  if (entered > 0) await client.query('notify cellwatch_outbox');
}
