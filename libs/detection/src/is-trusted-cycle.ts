import type { CycleFlag } from '@cellwatch/events';

const untrusted: ReadonlySet<CycleFlag> = new Set([
  'counter_mismatch',
  'half_incomplete',
  'merged',
  'missing_records',
  'pulse_unresolved',
  'resumed',
  'sign_suspect',
]);

/** Whether a cycle's capacities may be held against other cycles: no flag says that charge was missed, added or cut. */
export function isTrustedCycle(flags: readonly CycleFlag[]): boolean {
  return !flags.some((flag) => untrusted.has(flag));
}
