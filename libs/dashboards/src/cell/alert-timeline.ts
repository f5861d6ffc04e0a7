import { PanelBuilder as StateTimelinePanel } from '@grafana/grafana-foundation-sdk/statetimeline';
import { VisibilityMode } from '@grafana/grafana-foundation-sdk/common';
import { words } from '../fields.js';
import { legend } from '../panels.js';
import { datasource, sqlQuery } from '../sql-query.js';
import { endOfAlert } from './alerts.js';

/** With a row for each of 21 rules that all fire it stays below 5000 points. */
const buckets = 150;

const sql = `
select bucket as "time", rule as metric,
  max(array_position(array['notice', 'warning', 'critical'], severity)) as severity
from generate_series($__timeFrom()::timestamptz, $__timeTo()::timestamptz, '$__interval'::interval) as bucket
join alerts_current on to_timestamp(raised_at_unix_second) < bucket + '$__interval'::interval and ${endOfAlert} >= bucket
where cell_id = \${cell:sqlstring} and status in ('firing', 'cleared')
group by 1, 2
order by 1, 2`;

export function alertTimeline(): StateTimelinePanel {
  return new StateTimelinePanel()
    .title('When alerts fired')
    .description(
      'A row a rule: in each interval the worst severity of its alerts in this cell, from the record that proved one until it cleared. Alerts whose source has no wall clock are in the table below only.',
    )
    .datasource(datasource)
    .maxDataPoints(buckets)
    .withTarget(sqlQuery(sql, { format: 'time_series' }))
    .mappings(
      words({
        1: { text: 'notice', color: 'blue', index: 0 },
        2: { text: 'warning', color: 'orange', index: 1 },
        3: { text: 'critical', color: 'red', index: 2 },
      }),
    )
    .mergeValues(true)
    .showValue(VisibilityMode.Auto)
    .legend(legend());
}
