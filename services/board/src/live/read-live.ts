import { randomUUID } from 'node:crypto';
import { decodeRecordBatch, parseCellAlert, parseCycleSummary, topics } from '@cellwatch/events';
import type { Message, Reading, Stream } from '@cellwatch/stream';
import type { LiveHub } from './live-hub.js';
import { livePoint } from './live-point.js';

/**
 * The board’s own reading, from the ends on and in a group of its own: it keeps no position, for the tables hold what was.
 * A message that cannot be read is passed over; whoever lands it buries it.
 */
export async function readLive(stream: Stream, hub: LiveHub): Promise<Reading> {
  return stream.read(`board-${randomUUID()}`, [topics.records, topics.cycles, topics.alerts], {
    async start(gained) {
      const names = [...new Set(gained.map(({ topic }) => topic))];
      const ends = new Map(await Promise.all(names.map(async (topic) => [topic, await stream.ends(topic)] as const)));
      return gained.map(({ topic, partition }) => ends.get(topic)![partition]);
    },
    async handle({ messages }) {
      if (hub.size > 0) for (const message of messages) show(message, hub);
    },
  });
}

function show({ topic, value }: Message, hub: LiveHub): void {
  try {
    if (topic === topics.records) return hub.point(livePoint(decodeRecordBatch(value)));
    const result = topic === topics.cycles ? parseCycleSummary(value) : parseCellAlert(value);
    hub.event(topic === topics.cycles ? 'cycle' : 'alert', result.cell_id, result);
  } catch {
    // Passed over: see above.
  }
}
