import { encodeResult } from '@cellwatch/events';
import type { Outgoing } from '@cellwatch/stream';
import type { Result } from './fold.js';

export function resultMessage(topic: string, result: Result): Outgoing {
  return { topic, key: result.cell_id, value: encodeResult(result) };
}
