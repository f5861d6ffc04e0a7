import type { CycleFlag, CycleSummary } from '@cellwatch/events';

/** Says in a cycle what was got and what was expected, beside the flag for it. */
export function contradict(summary: CycleSummary, flag: CycleFlag, got: string, expected: string): void {
  summary.contradictions.push({ flag, got, expected });
  if (!summary.flags.includes(flag)) summary.flags = [...summary.flags, flag].sort();
}

/** A value as a person reads it. */
export function told(value: number, unit: string): string {
  return `${Number(value.toPrecision(4))} ${unit}`;
}
