import { type QuantityName, type RecordBatch } from '@cellwatch/events';

/** A record as a spec writes it: only what matters. */
export type SpecRecord = Partial<Record<QuantityName, number>> & { cycler_state?: string };

/** Records of one test as a batch. Index and wall clock are filled in where a spec leaves them out. */
export function batchOf(records: readonly SpecRecord[], more: Partial<RecordBatch> = {}): RecordBatch {
  const columns: RecordBatch['columns'] = {};
  const filled = records.map((record, row) => ({
    record_index: row + 1,
    unix_time_second: 1.7e9 + (record.test_time_second ?? row),
    ...record,
  }));
  const names = new Set(filled.flatMap((record) => Object.keys(record)));
  names.delete('cycler_state');
  for (const name of names as Set<QuantityName>)
    columns[name] = Float64Array.from(filled, (record) => (record as SpecRecord)[name] ?? NaN);
  const words = [...new Set(records.flatMap(({ cycler_state }) => cycler_state ?? []))];
  return {
    cell_id: 'cell',
    test_id: 'test',
    equipment_id: '',
    channel_id: '1',
    source_format: 'maccor.text.seconds',
    clock_source: 'wall',
    counter_reset: 'unknown',
    exported_at: 0,
    live: false,
    length: records.length,
    columns,
    ...(words.length > 0 && {
      cycler_state: {
        dictionary: words,
        codes: Uint8Array.from(records, ({ cycler_state }) => words.indexOf(cycler_state ?? words[0])),
      },
    }),
    ...more,
  };
}
