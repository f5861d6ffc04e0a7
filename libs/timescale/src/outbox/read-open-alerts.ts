import type { PoolClient } from 'pg';
import type { DeliveredEvent } from './claim-deliveries.js';

/**
 * Alerts that a route was told of, that still fire, and that nobody has resolved: of each what was told last. Until the transaction
 * ends nothing else is claimed on the route: what is told again cannot come after the news that it has ended.
 */
export async function readOpenAlerts(client: PoolClient, route: string): Promise<DeliveredEvent[]> {
  await client.query(`select from notification_routes where route = $1 for update`, [route]);
  const { rows } = await client.query<DeliveredEvent>(
    `select distinct on (o.cell_id, o.rule, o.test_id, o.record_index)
      o.event, o.payload, o.ended, to_jsonb(o.created_at) #>> '{}' as created_at, cells.facts ->> 'label' as label,
      cells.facts ->> 'campaign' as campaign, cells.facts ->> 'chamber' as chamber, tests.equipment_id, tests.channel_id
    from outbox o
    join delivery_events e on e.outbox_id = o.outbox_id and e.route = $1
    join deliveries d on d.delivery_id = e.delivery_id and d.delivered_at is not null
    join cells on cells.cell_id = o.cell_id
    join lateral (
      select a.status, a.retracted from alerts a
      where (a.cell_id, a.rule, a.test_id, a.record_index) = (o.cell_id, o.rule, o.test_id, o.record_index)
        and a.facts_version = cells.facts_version
      order by a.rule_version desc, a.revision desc limit 1
    ) standing on standing.status = 'firing' and not standing.retracted
    left join tests on tests.cell_id = o.cell_id and tests.test_id = o.test_id
    where o.event in ('raised', 'escalated') and not o.ended and not exists (
      select from alert_actions r
      where r.action = 'resolve'
        and (r.cell_id, r.rule, r.test_id, r.record_index) = (o.cell_id, o.rule, o.test_id, o.record_index)
    )
    order by o.cell_id, o.rule, o.test_id, o.record_index, o.outbox_id desc`,
    [route],
  );
  return rows;
}
