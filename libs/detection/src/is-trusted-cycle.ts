import type { CycleFlag } from '@cellwatch/events';

const untrusted: ReadonlySet<CycleFlag> = new Set([
  'counter_mismatch',
  'half_incomplete',
  'merged',
  'missing_records',
  'polarity_suspect',
  'pulse_unresolved',
  'resumed',
  'sign_suspect',
  'unit_suspect',
  'voltage_jump',
]);

/** Whether a cycle's capacities may be held against other cycles: no flag says that charge was missed, added or cut. */
export function isTrustedCycle(flags: readonly CycleFlag[]): boolean {
  return !flags.some((flag) => untrusted.has(flag));
}
