import type { ValueMappingResult } from '@grafana/grafana-foundation-sdk/dashboard';

/** SQL: what a table of alerts_current shows. */
export const alertColumns = `to_timestamp(raised_at_unix_second) as raised_at, severity, cell_id, rule, derived_cycle_count, message,
  (evidence ->> 'value')::float8 as value, (evidence ->> 'limit')::float8 as "limit", evidence ->> 'unit' as unit,
  test_id, record_index`;

export const severityWords: Record<string, ValueMappingResult> = {
  critical: { text: 'critical', color: 'red', index: 0 },
  warning: { text: 'warning', color: 'orange', index: 1 },
};
