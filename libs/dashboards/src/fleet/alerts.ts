import type { PanelBuilder as TablePanel } from '@grafana/grafana-foundation-sdk/table';
import { alertColumns, alertStateWords, severityWords } from '../alert-columns.js';
import { cellBoardUrl } from '../cell-board-url.js';
import { colouredCell, hidden, link, width, words } from '../fields.js';
import { listing } from '../panels.js';

const sql = `
select ${alertColumns},
  coalesce(floor((raised_at_unix_second - 10800) * 1000)::bigint::text, 'now-6h') as board_from,
  coalesce(ceil((greatest(raised_at_unix_second, changed_at_unix_second) + 10800) * 1000)::bigint::text, 'now') as board_to
from alerts_standing
where state in ('firing', 'acknowledged', 'pending')
order by array_position(array['firing', 'acknowledged', 'pending'], state),
  array_position(array['critical', 'warning', 'notice'], severity), raised_at_unix_second desc nulls last, committed_at desc
limit 300`;

export function openAlerts(): TablePanel {
  return listing(
    'Alerts that stand, the worst first',
    'Alerts that have not ended, whenever they began: first those of which nobody has said anything, then acknowledged ones, then pending ones, which have not been seen often enough to fire. An alert leaves this list when it clears, when somebody resolves it on the live page, or when a correction of the data removes its evidence. Held back: why nobody was told. Raised at: when the proving record was taken (event time, not arrival); empty where the source has no wall clock. Value and limit are in the unit beside them. Rules run in our own engine, not in Grafana. Click a cell for its board, three hours around the alert.',
    sql,
  )
    .overrideByName('cell_id', [...link('Open the cell at the alert', cellBoardUrl), ...width(220)])
    .overrideByName('state', [{ id: 'mappings', value: words(alertStateWords) }, ...width(110)])
    .overrideByName('severity', [{ id: 'mappings', value: words(severityWords) }, ...colouredCell, ...width(90)])
    .overrideByName('message', width(520))
    .overrideByName('board_from', hidden)
    .overrideByName('board_to', hidden);
}
