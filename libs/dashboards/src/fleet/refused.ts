import { GraphDrawStyle, StackingConfigBuilder, StackingMode } from '@grafana/grafana-foundation-sdk/common';
import type { PanelBuilder as TablePanel } from '@grafana/grafana-foundation-sdk/table';
import type { PanelBuilder as TimeSeriesPanel } from '@grafana/grafana-foundation-sdk/timeseries';
import { width } from '../fields.js';
import { listing, overTime } from '../panels.js';
import { sqlQuery } from '../sql-query.js';

const rejectsByReason = `
select $__timeGroup(received_at, $__interval) as "time", reason as metric, count(*)::float8 as rejects
from rejects
where $__timeFilter(received_at)
group by 1, 2
order by 1, 2`;

const deadLettersByTopic = `
select $__timeGroup(buried_at, $__interval) as "time", 'dead letter: ' || topic as metric, count(*)::float8 as dead_letters
from dead_letters
where $__timeFilter(buried_at)
group by 1, 2
order by 1, 2`;

export function refusedOverTime(): TimeSeriesPanel {
  return overTime(
    'Refused input, last 24 hours',
    'Rows and files that could not be taken, by reason, and messages that no reader could take, by topic; how many in each interval, by the time of receipt. Nothing is lost: bytes and reason are kept, and the neighbours go on.',
  )
    .timeFrom('24h')
    .maxDataPoints(150)
    .min(0)
    .drawStyle(GraphDrawStyle.Bars)
    .fillOpacity(60)
    .stacking(new StackingConfigBuilder().mode(StackingMode.Normal))
    .withTarget(sqlQuery(rejectsByReason, { format: 'time_series', refId: 'A' }))
    .withTarget(sqlQuery(deadLettersByTopic, { format: 'time_series', refId: 'B' }));
}

export function rejectedRows(): TablePanel {
  return listing(
    'Rejected rows, newest first',
    'What was received and could not be read, whatever the time range. Line: in the source, from 1; 0 is the whole source. The message says what was got and what was expected.',
    `
select received_at, reason, cell_id, source, line, message, octet_length(bytes) as kept_bytes
from rejects
order by received_at desc, source, line
limit 300`,
  )
    .overrideByName('message', width(480))
    .overrideByName('kept_bytes', [{ id: 'unit', value: 'bytes' }]);
}

export function deadLetters(): TablePanel {
  return listing(
    'Dead letters, newest first',
    'Messages that no reader could take, or that crashed their reader twice, whatever the time range: put aside once, with the reason, so that the partition goes on. Key: the cell. They can be replayed when the fault is mended.',
    `
select buried_at, topic, partition, position, key, reason, octet_length(value) as kept_bytes
from dead_letters
order by buried_at desc, topic, partition, position desc
limit 300`,
  )
    .overrideByName('reason', width(480))
    .overrideByName('kept_bytes', [{ id: 'unit', value: 'bytes' }]);
}
