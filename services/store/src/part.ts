import type { Message } from '@cellwatch/stream';
import type { Item } from './item.js';

/** Consecutive messages of one partition, to be landed together with the position behind them. */
export interface Part {
  topic: string;
  partition: number;
  expected: number;
  next: number;
  /** What could be read; what could not is buried already. */
  messages: { message: Message; item: Item }[];
  rows: number;
}
