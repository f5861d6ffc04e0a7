import type { RunningHalf } from '@cellwatch/electrochem';

/** A half with a hole, a cut or a jump in it, or one that was resumed: what it passed is not comparable. */
export function isDoubtful({ half }: RunningHalf): boolean {
  return half.incomplete || half.jump_volt !== null || half.flags.includes('resumed');
}
