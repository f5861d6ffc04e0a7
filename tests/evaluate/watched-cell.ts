import type { Fault } from '@cellwatch/detection';
import type { CellFacts } from '@cellwatch/events';
import type { SyntheticCellOptions } from '@cellwatch/synthetic-cell';
import type { Spoiling } from './spoil.js';

/** A stretch of a cell's life: up to a cycle or for some seconds, simulated and recorded otherwise than the one before. */
export interface Stretch {
  over?: Partial<SyntheticCellOptions>;
  /** The cell's last cycle of this stretch; without it, the one of the stretch before. */
  to_cycle?: number;
  for_second?: number;
  spoiling?: Spoiling;
  /** The fault begins with this stretch, or so many seconds into it. */
  onset_second?: number;
}

/** One simulated cell, what is the matter with it, and the row of the report that it belongs to. */
export interface WatchedCell {
  cell_id: string;
  /** Even: held out, and reported. Odd: training. */
  seed: number;
  group: Group;
  row: string;
  /** Told beside the row: what physics or the rule's limit lets anyone see. */
  allows: string;
  c_rate: number;
  sampling_second: number;
  resistance_ohm?: number;
  facts: CellFacts;
  options: Partial<SyntheticCellOptions>;
  stretches: readonly Stretch[];
  fault: Fault | null;
  /** Small enough, and telling enough, to be watched again by the test. */
  fixed: boolean;
}

export const groups = [
  'permanent shunt, full cell',
  'permanent shunt, half-cell',
  'shunt that begins within a cycle',
  'shunt for 10 s',
  'contact loss',
  'chamber',
  'fade',
  'data error',
  'healthy fleet',
  'healthy trap',
] as const;
export type Group = (typeof groups)[number];

export const isHeldOut = ({ seed }: Pick<WatchedCell, 'seed'>) => seed % 2 === 0;
