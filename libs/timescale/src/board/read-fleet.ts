import type { Queryable } from '../pool.js';

/** A cell at a glance: its newest test, last record, newest finished cycle and how many alerts stand. */
export interface FleetCell {
  cell_id: string;
  label: string | null;
  system: string | null;
  campaign: string | null;
  test_id: string | null;
  equipment_id: string | null;
  channel_id: string | null;
  clock_source: string | null;
  state: 'running' | 'resting' | 'finished';
  unix_time_second: number | null;
  voltage_volt: number | null;
  current_ampere: number | null;
  temperature_t1_celsius: number | null;
  record_count: number;
  /** Of the newest complete cycle, else of the newest cycle at all. */
  derived_cycle_count: number | null;
  cycle_status: string | null;
  cycle_charging_capacity_ah: number | null;
  cycle_discharging_capacity_ah: number | null;
  coulombic_efficiency: number | null;
  coulombic_efficiency_reason: string | null;
  capacity_retention: number | null;
  retention_reference: string | null;
  /** Alerts that fire and of which nobody has said anything yet, notices left out; by severity below. */
  open_alerts: number;
  worst_severity: string | null;
  critical_alerts: number;
  warning_alerts: number;
  notices: number;
  /** They fire, and somebody is at them. */
  acknowledged_alerts: number;
}

/**
 * Every cell that was ever seen, by name. `state` follows the last record: `end` or a source that no longer runs is finished.
 * The newest complete cycle is looked for among the last 20 rows of each of the cell's last three tests.
 */
export async function readFleet(client: Queryable): Promise<FleetCell[]> {
  const { rows } = await client.query<FleetCell>(
    `select
      cells.cell_id, cells.facts ->> 'label' as label, cells.facts ->> 'system' as system,
      cells.facts ->> 'campaign' as campaign,
      test.test_id, test.equipment_id, test.channel_id, test.clock_source,
      case
        when not coalesce(test.live, false) or point.step_type = 6 then 'finished'
        when point.step_type in (1, 4) then 'resting'
        when point.step_type in (2, 3, 5) or point.current_ampere <> 0 then 'running'
        else 'resting'
      end as state,
      extract(epoch from point.recorded_at)::float8 as unix_time_second,
      point.voltage_volt, point.current_ampere, point.temperature_t1_celsius,
      coalesce(totals.record_count, 0)::float8 as record_count,
      cycle.derived_cycle_count, cycle.status as cycle_status,
      cycle.cycle_charging_capacity_ah, cycle.cycle_discharging_capacity_ah,
      cycle.coulombic_efficiency, cycle.coulombic_efficiency_reason,
      cycle.capacity_retention, cycle.retention_reference,
      coalesce(open.critical + open.warning, 0)::integer as open_alerts,
      case when open.critical > 0 then 'critical' when open.warning > 0 then 'warning' end as worst_severity,
      coalesce(open.critical, 0)::integer as critical_alerts, coalesce(open.warning, 0)::integer as warning_alerts,
      coalesce(open.notices, 0)::integer as notices, coalesce(open.acknowledged, 0)::integer as acknowledged_alerts
    from cells
    left join lateral (
      select * from tests
      where tests.cell_id = cells.cell_id
      order by last_recorded_at desc, test_key desc limit 1
    ) test on true
    left join lateral (
      select * from records
      where records.test_key = test.test_key and records.record_index = test.last_record_index
        and records.recorded_at between test.first_recorded_at and test.last_recorded_at
      order by recorded_at desc limit 1
    ) point on true
    left join lateral (
      select sum(record_count) as record_count from tests where tests.cell_id = cells.cell_id
    ) totals on true
    left join lateral (
      select shown.*
      from (
        select cell_id, test_id from tests where tests.cell_id = cells.cell_id order by last_recorded_at desc limit 3
      ) newest
      cross join lateral (
        select min(first_record_index) as first_record_index from (
          select first_record_index from cycles
          where cycles.cell_id = cells.cell_id and cycles.test_id = newest.test_id
            and cycles.facts_version = cells.facts_version
          order by first_record_index desc limit 20
        ) recent
      ) floor
      cross join lateral (
        select * from cycles_current
        where cycles_current.cell_id = newest.cell_id and cycles_current.test_id = newest.test_id
          and cycles_current.first_record_index >= floor.first_record_index
        -- as a query of its own the view is asked for these rows alone; pulled up it would go through all
        offset 0
      ) shown
      order by (status = 'complete') desc, derived_cycle_count desc limit 1
    ) cycle on true
    left join (
      select firing.cell_id,
        count(*) filter (where severity = 'critical' and not taken.acknowledged) as critical,
        count(*) filter (where severity = 'warning' and not taken.acknowledged) as warning,
        count(*) filter (where severity = 'notice' and not taken.acknowledged) as notices,
        count(*) filter (where taken.acknowledged) as acknowledged
      from alerts_current firing
      cross join lateral (
        select coalesce(bool_or(action = 'acknowledge'), false) as acknowledged,
          coalesce(bool_or(action = 'resolve'), false) as resolved
        from alert_actions done
        where (done.cell_id, done.rule, done.test_id, done.record_index)
          = (firing.cell_id, firing.rule, firing.test_id, firing.record_index)
      ) taken
      where firing.status = 'firing' and not taken.resolved
      group by firing.cell_id
    ) open on open.cell_id = cells.cell_id
    order by cells.cell_id`,
  );
  return rows;
}
