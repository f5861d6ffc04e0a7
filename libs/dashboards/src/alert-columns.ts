import type { ValueMappingResult } from '@grafana/grafana-foundation-sdk/dashboard';

/** SQL: what a table of alerts_standing shows. An alert that has not ended has no end. */
export const alertColumns = `to_timestamp(raised_at_unix_second) as raised_at,
  case when status = 'cleared' then to_timestamp(changed_at_unix_second) end as cleared_at,
  state, severity, cell_id, rule, derived_cycle_count, message,
  (evidence ->> 'value')::float8 as value, (evidence ->> 'limit')::float8 as "limit", evidence ->> 'unit' as unit,
  acknowledged_by, silenced_by, held_back, test_id, record_index`;

export const severityWords: Record<string, ValueMappingResult> = {
  critical: { text: 'critical', color: 'red', index: 0 },
  warning: { text: 'warning', color: 'orange', index: 1 },
  notice: { text: 'notice', color: 'blue', index: 2 },
};

export const alertStateWords: Record<string, ValueMappingResult> = {
  firing: { text: 'firing', color: 'text', index: 0 },
  acknowledged: { text: 'acknowledged', color: 'text', index: 1 },
  pending: { text: 'pending', color: 'text', index: 2 },
  resolved: { text: 'resolved', color: 'text', index: 3 },
  cleared: { text: 'cleared', color: 'green', index: 4 },
};

/** SQL: whether an alert of alerts_current (alias `alert`) fires, is more than a notice, and nobody has said anything to it. */
export const isOpen = `alert.status = 'firing' and alert.severity <> 'notice' and not exists (
  select from alert_actions done
  where done.action in ('acknowledge', 'resolve')
    and (done.cell_id, done.rule, done.test_id, done.record_index)
      = (alert.cell_id, alert.rule, alert.test_id, alert.record_index)
)`;
