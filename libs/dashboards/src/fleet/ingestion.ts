import type { PanelBuilder as TimeSeriesPanel } from '@grafana/grafana-foundation-sdk/timeseries';
import { overTime } from '../panels.js';
import { recordsInWindow } from '../records-in-window.js';
import { sqlQuery } from '../sql-query.js';

const sql = `
select $__timeGroup(records.recorded_at, $__interval) as "time",
  (count(*) / ($__interval_ms / 1000.0))::float8 as records_per_second
${recordsInWindow('true').trim()}
group by 1
order by 1`;

export function ingestionRate(): TimeSeriesPanel {
  return overTime(
    'Records per second, last hour',
    'Records of all cells that have been landed, per second, by the records’ own clock: a drop at the right edge means that fewer come in, or that they come late. Files of older tests do not show here. Always the last hour, for it counts every record.',
  )
    .timeFrom('1h')
    .maxDataPoints(240)
    .unit('rowsps')
    .min(0)
    .fillOpacity(10)
    .withTarget(sqlQuery(sql, { format: 'time_series' }));
}
