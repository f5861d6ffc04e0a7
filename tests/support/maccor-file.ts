import type { RecordBatch } from '@cellwatch/events';
import {
  referenceCell,
  syntheticCell,
  writeMaccorText,
  type SyntheticCellOptions,
  type SyntheticCycle,
} from '@cellwatch/synthetic-cell';

export interface MaccorFile {
  batches: RecordBatch[];
  /** All of it, and its lines; the first two are the header. */
  text: string;
  lines: string[];
  /** What its rows are. */
  records: number;
  truth: readonly SyntheticCycle[];
}

/** A simulated cell as the vendor's export of it: named `cell_id`, in seconds, unsigned, clocks in UTC. */
export function maccorFile(cell_id: string, options: Partial<SyntheticCellOptions> = {}): MaccorFile {
  const cell = { cycles: 2, initial_state_of_charge: -0.02, sampling_second: 120, time_step_second: 10, ...options };
  const simulated = syntheticCell({ ...cell, cell_id, test_id: cell_id });
  const batches: RecordBatch[] = [];
  for (let batch = simulated.next(); batch; batch = simulated.next()) batches.push(batch);
  const started_at_unix_second = cell.starts_at_unix_second ?? referenceCell.starts_at_unix_second;
  const text = [
    ...writeMaccorText(batches, {
      clock: 'second',
      signed_current: false,
      file_name: `C:\\Data\\${cell_id}.001`,
      procedure: 'BAD.000',
      comment: '',
      exported_at_unix_second: started_at_unix_second + 40 * 86_400,
      started_at_unix_second,
    }),
  ].join('');
  const lines = text.split('\r\n').slice(0, -1);
  return { batches, text, lines, records: lines.length - 2, truth: simulated.completed() };
}
