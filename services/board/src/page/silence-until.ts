export interface SilenceSpan {
  name: string;
  /** Unix seconds. */
  until(now: Date): number;
}

const hours = (count: number) => (now: Date) => now.getTime() / 1000 + count * 3_600;

/** For how long people silence: never for ever. Mornings are those of the browser’s zone. */
export const silenceSpans: readonly SilenceSpan[] = [
  { name: '1 h', until: hours(1) },
  { name: '8 h', until: hours(8) },
  { name: 'until tomorrow 08:00', until: (now) => morning(now, 1) },
  { name: 'until Monday 08:00', until: (now) => morning(now, (8 - now.getDay()) % 7 || 7) },
  { name: '7 d', until: hours(7 * 24) },
  { name: '30 d', until: hours(30 * 24) },
];

function morning(now: Date, days: number): number {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 8).getTime() / 1000;
}
