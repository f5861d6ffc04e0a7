import { AnnotationQueryBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import type { PanelBuilder as TablePanel } from '@grafana/grafana-foundation-sdk/table';
import { alertColumns, severityWords } from '../alert-columns.js';
import { colouredCell, hidden, width, words } from '../fields.js';
import { listing } from '../panels.js';
import { datasource, sqlQuery } from '../sql-query.js';

export function alertAnnotations(): AnnotationQueryBuilder {
  return new AnnotationQueryBuilder()
    .name('Alerts')
    .datasource(datasource)
    .enable(true)
    .iconColor('red')
    .target(
      sqlQuery(
        `
select to_timestamp(raised_at_unix_second) as "time", rule || ': ' || message as text, severity as tags
from alerts_current
where cell_id = \${cell:sqlstring} and $__unixEpochFilter(raised_at_unix_second)
order by raised_at_unix_second
limit 500`,
        { refId: 'Alerts' },
      ),
    );
}

export function cellAlerts(): TablePanel {
  return listing(
    'Alerts of this cell, newest first',
    'Alerts that stand, over all time: raised and not withdrawn by a correction. They are drawn as red lines on the charts over time too. Raised at: event time of the proving record. Value and limit are in the unit beside them.',
    `
select ${alertColumns}
from alerts_current
where cell_id = \${cell:sqlstring}
order by raised_at_unix_second desc nulls last, committed_at desc
limit 300`,
  )
    .overrideByName('severity', [{ id: 'mappings', value: words(severityWords) }, ...colouredCell, ...width(90)])
    .overrideByName('message', width(480))
    .overrideByName('cell_id', hidden);
}
