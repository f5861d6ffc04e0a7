import type { RunningHalf } from '@cellwatch/electrochem';
import type { CycleFlag } from '@cellwatch/events';

const doubts: readonly CycleFlag[] = ['polarity_suspect', 'resumed', 'sign_suspect', 'unit_suspect'];

/**
 * A half with a hole, a cut or a jump in it, or one that was resumed: what it passed is not comparable. Nor is one whose sign,
 * polarity or unit is suspect: an error of the data is never told as one of the cell.
 */
export function isDoubtful({ half }: RunningHalf): boolean {
  return half.incomplete || half.jump_volt !== null || half.flags.some((flag) => doubts.includes(flag));
}
