import { VisibilityMode } from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder as StateTimelinePanel } from '@grafana/grafana-foundation-sdk/statetimeline';
import { words } from '../fields.js';
import { bucketsAsked, legend } from '../panels.js';
import { ofThisCell, recordsInWindow } from '../records-in-window.js';
import { datasource, sqlQuery } from '../sql-query.js';
import { stepCodes } from '../step-words.js';

const sql = `
select $__timeGroup(records.recorded_at, $__interval) as "time",
  mode() within group (order by records.step_type) as step_type
${recordsInWindow(ofThisCell).trim()}
group by 1
order by 1`;

export function steps(): StateTimelinePanel {
  return new StateTimelinePanel()
    .title('What the cycler was doing')
    .description(
      'Step type that most records of an interval show, as the cycler names it: charge drives the cell’s voltage up (current positive), discharge down. Control is a sweep or a waveform.',
    )
    .datasource(datasource)
    .maxDataPoints(bucketsAsked)
    .withTarget(sqlQuery(sql, { format: 'time_series' }))
    .mappings(words(stepCodes))
    .mergeValues(true)
    .showValue(VisibilityMode.Auto)
    .legend(legend());
}
