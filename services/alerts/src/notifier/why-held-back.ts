import type { HeldBack, UnroutedEvent } from '@cellwatch/timescale';

/** The events, in the outbox's order, of which nobody is told, each with the reason that people see. */
export function whyHeldBack(events: readonly UnroutedEvent[]): HeldBack[] {
  const told = new Set<string>();
  const held: HeldBack[] = [];
  for (const event of events) {
    const { cell_id, rule, test_id, record_index } = event.payload;
    const key = JSON.stringify([cell_id, rule, test_id, record_index]);
    const begins = event.event === 'raised' || event.event === 'escalated';
    const reason = begins ? whyNotTold(event) : event.told || told.has(key) ? null : 'nobody was told of what it ends';
    if (reason === null) {
      if (begins) told.add(key);
      continue;
    }
    const silence_id =
      begins && event.resolved_by === null && event.inhibited_by === null && event.live
        ? (event.silence?.silence_id ?? null)
        : null;
    held.push({ outbox_id: event.outbox_id, reason, silence_id });
  }
  return held;
}

function whyNotTold({ live, resolved_by, inhibited_by, silence }: UnroutedEvent): string | null {
  if (!live) return 'import: its test is not live';
  if (resolved_by !== null) return `resolved by ${resolved_by}`;
  if (inhibited_by !== null) return `${inhibited_by} of the same cell says more`;
  if (silence === null) return null;
  const { by, ends_at_unix_second: ends } = silence;
  // A time without end is no date.
  const until = typeof ends === 'number' ? ` until ${new Date(ends * 1000).toISOString()}` : '';
  return `silenced by ${by}${until}`;
}
