import type { QuantityName } from './quantities.js';
import type { RecordBatch } from './record-batch.js';

/** Records `from` up to, not including, `to`, of a batch; the columns are views, not copies. */
export function sliceBatch(batch: RecordBatch, from: number, to: number): RecordBatch {
  const columns: RecordBatch['columns'] = {};
  for (const name of Object.keys(batch.columns) as QuantityName[])
    columns[name] = batch.columns[name]!.subarray(from, to);
  const { cycler_state } = batch;
  return {
    ...batch,
    length: to - from,
    columns,
    ...(cycler_state && {
      cycler_state: { dictionary: cycler_state.dictionary, codes: cycler_state.codes.subarray(from, to) },
    }),
  };
}
