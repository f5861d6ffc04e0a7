import { randomUUID } from 'node:crypto';
import {
  actionKey,
  decodeRecordBatch,
  parseAlertAction,
  parseCellAlert,
  parseCycleSummary,
  parsePulseResistance,
  parseResistanceEstimate,
  topics,
  WireError,
  type CellAlert,
  type CycleSummary,
  type PulseResistance,
  type ResistanceEstimate,
} from '@cellwatch/events';
import type { ServiceMetrics } from '@cellwatch/health';
import type { Message, Reading, Stream } from '@cellwatch/stream';
import type { LiveHub } from './live-hub.js';
import { livePoint } from './live-point.js';

const followed = [topics.records, topics.cycles, topics.resistances, topics.pulses, topics.alerts, topics.actions];

/**
 * The board’s own reading, from the ends on and in a group of its own: it keeps no position, for the tables hold what was.
 * A message that cannot be read is passed over; whoever lands it buries it.
 */
export async function readLive(stream: Stream, hub: LiveHub, metrics?: ServiceMetrics): Promise<Reading> {
  return stream.read(`board-${randomUUID()}`, followed, {
    async start(gained) {
      const names = [...new Set(gained.map(({ topic }) => topic))];
      const ends = new Map(await Promise.all(names.map(async (topic) => [topic, await stream.ends(topic)] as const)));
      return gained.map(({ topic, partition }) => ends.get(topic)![partition]);
    },
    async handle({ topic, messages }) {
      metrics?.received.inc({ topic }, messages.length);
      if (hub.size === 0) return;
      const unreadable = messages.filter((message) => !shown(message, hub)).length;
      if (unreadable > 0) metrics?.rejected.inc({ reason: 'unreadable' }, unreadable);
    },
  });
}

function shown({ topic, value }: Message, hub: LiveHub): boolean {
  try {
    if (topic === topics.records) hub.point(livePoint(decodeRecordBatch(value)));
    else if (topic === topics.cycles) show('cycle', parseCycleSummary(value), hub);
    else if (topic === topics.resistances) show('resistance', parseResistanceEstimate(value), hub);
    else if (topic === topics.pulses) show('pulse', parsePulseResistance(value), hub);
    else if (topic === topics.actions) {
      const action = parseAlertAction(value);
      // A silence is of no single cell: every page hears of it.
      hub.event('action', action.alert ? actionKey(action) : null, action);
    } else show('alert', parseCellAlert(value), hub);
    return true;
  } catch (error) {
    if (error instanceof WireError) return false;
    throw error;
  }
}

function show(
  name: string,
  result: CycleSummary | ResistanceEstimate | PulseResistance | CellAlert,
  hub: LiveHub,
): void {
  hub.event(name, result.cell_id, result);
}
