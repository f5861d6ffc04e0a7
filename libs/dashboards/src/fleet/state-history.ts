import { PanelBuilder as StatusHistoryPanel } from '@grafana/grafana-foundation-sdk/statushistory';
import { VisibilityMode } from '@grafana/grafana-foundation-sdk/common';
import { words } from '../fields.js';
import { legend } from '../panels.js';
import { recordsInWindow } from '../records-in-window.js';
import { datasource, sqlQuery } from '../sql-query.js';
import { stepCodes } from '../step-words.js';

const mostCells = 30;

const newestCells = `tests.cell_id in (
    select cell_id from tests as newest group by cell_id order by max(last_recorded_at) desc, cell_id limit ${mostCells}
  )`;

const sql = `
select $__timeGroup(records.recorded_at, $__interval) as "time", tests.cell_id as metric,
  mode() within group (order by records.step_type) as step_type
${recordsInWindow(newestCells).trim()}
group by 1, 2
order by 1, 2`;

export function stateHistory(): StatusHistoryPanel {
  return new StatusHistoryPanel()
    .title('What the cyclers were doing, last 24 hours')
    .description(
      `In each interval, the step type that most records show: rest, charge (the cell's voltage is driven up, current positive), discharge, pause, control (a sweep or waveform). Gaps: no record in the interval. Always the last 24 hours, of the ${mostCells} cells with the newest records.`,
    )
    .datasource(datasource)
    .timeFrom('24h')
    .maxDataPoints(100)
    .withTarget(sqlQuery(sql, { format: 'time_series' }))
    .mappings(words(stepCodes))
    .showValue(VisibilityMode.Never)
    .rowHeight(0.9)
    .legend(legend());
}
