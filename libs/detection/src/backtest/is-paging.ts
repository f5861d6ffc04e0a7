import type { CellAlert } from '@cellwatch/events';

/** Whether somebody was told: a notice, one that never fired and one that was withdrawn page nobody. */
export function isPaging({ retracted, severity, status }: CellAlert): boolean {
  return !retracted && severity !== 'notice' && (status === 'firing' || status === 'cleared');
}
