const first_ms = 50;
const longest_ms = 5_000;

/** Milliseconds to wait after so many failures in a row. */
export function backOff(failures: number): number {
  return Math.min(longest_ms, first_ms * 2 ** Math.max(0, Math.min(failures, 16) - 1));
}
