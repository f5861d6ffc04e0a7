import type { PanelBuilder as TablePanel } from '@grafana/grafana-foundation-sdk/table';
import { boardRange, cellUid } from '../cell-board-url.js';
import { hidden, link, width } from '../fields.js';
import { listing } from '../panels.js';

const url = `/d/${cellUid}?var-cell=\${cell:percentencode}&from=\${__data.fields.board_from}&to=\${__data.fields.board_to}`;

export function cellTests(): TablePanel {
  return listing(
    'Tests of this cell, newest first',
    'Every run of a protocol on this cell, whatever the time range; click one to see its whole time. Clock source: wall (each record’s own clock), test_start (start of the test plus test time) or none. Counter reset: when the cycler’s capacity counter goes back to zero. Live: the source is running.',
    `
select test_id, first_recorded_at, last_recorded_at, record_count, live, equipment_id, channel_id,
  source_format, clock_source, counter_reset, ${boardRange.trim()}
from tests as test
where cell_id = \${cell:sqlstring}
order by last_recorded_at desc, test_key desc
limit 300`,
  )
    .overrideByName('test_id', [...link('Show the whole test', url), ...width(320)])
    .overrideByName('board_from', hidden)
    .overrideByName('board_to', hidden);
}
