import { AnnotationQueryBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import type { PanelBuilder as TablePanel } from '@grafana/grafana-foundation-sdk/table';
import { alertColumns, alertStateWords, severityWords } from '../alert-columns.js';
import { colouredCell, hidden, width, words } from '../fields.js';
import { listing } from '../panels.js';
import { datasource, sqlQuery } from '../sql-query.js';

/** SQL: what has not ended goes on. */
export const endOfAlert = `case
    when status = 'cleared' then to_timestamp(greatest(raised_at_unix_second, changed_at_unix_second)) else now()
  end`;

/** From its begin to its end, or to now: what paged somebody, and no notices. */
export function alertAnnotations(): AnnotationQueryBuilder {
  return new AnnotationQueryBuilder()
    .name('Alerts')
    .datasource(datasource)
    .enable(true)
    .iconColor('red')
    .target(
      sqlQuery(
        `
select to_timestamp(raised_at_unix_second) as "time", ${endOfAlert} as timeend,
  rule || ': ' || message as text, severity as tags
from alerts_current
where cell_id = \${cell:sqlstring} and status in ('firing', 'cleared') and severity <> 'notice'
  and to_timestamp(raised_at_unix_second) <= $__timeTo() and ${endOfAlert} >= $__timeFrom()
order by raised_at_unix_second
limit 500`,
        { refId: 'Alerts' },
      ),
    );
}

export function cellAlerts(): TablePanel {
  return listing(
    'Alerts of this cell, newest first',
    'All alerts, over all time, that no correction has withdrawn, with where they stand: pending, firing, acknowledged, resolved or cleared. Critical ones and warnings are marked in red from their begin to their end on the charts over time too. Held back: why nobody was told. Raised at: event time of the proving record. Value and limit are in the unit beside them.',
    `
select ${alertColumns}
from alerts_standing
where cell_id = \${cell:sqlstring}
order by raised_at_unix_second desc nulls last, committed_at desc
limit 300`,
  )
    .overrideByName('state', [{ id: 'mappings', value: words(alertStateWords) }, ...width(110)])
    .overrideByName('severity', [{ id: 'mappings', value: words(severityWords) }, ...colouredCell, ...width(90)])
    .overrideByName('message', width(480))
    .overrideByName('cell_id', hidden);
}
