import type { BacktestAlert, ToldStep } from '@cellwatch/detection';

/** When an episode fired first; undefined where it never did. */
export function firedStep({ told }: BacktestAlert): ToldStep | undefined {
  return told.find(({ status }) => status === 'firing');
}

/** For a table; empty where there is no clock. */
export function instant(unix_second: number | null): string {
  return unix_second === null ? '' : new Date(unix_second * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
}
