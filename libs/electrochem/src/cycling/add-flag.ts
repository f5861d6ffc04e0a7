import type { CycleFlag, CycleSummary } from '@cellwatch/events';

export function addFlag(summary: CycleSummary, flag: CycleFlag): void {
  if (!summary.flags.includes(flag)) summary.flags = [...summary.flags, flag].sort();
}
