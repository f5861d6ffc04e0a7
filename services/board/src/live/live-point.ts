import type { RecordBatch } from '@cellwatch/events';

/** A cell’s newest record, as the page draws it. */
export interface LivePoint {
  cell_id: string;
  test_id: string;
  record_index: number;
  /** Null where the source has no clock. */
  unix_time_second: number | null;
  voltage_volt: number | null;
  current_ampere: number | null;
  temperature_t1_celsius: number | null;
  step_type: number | null;
  live: boolean;
}

/** The last record of a batch. */
export function livePoint(batch: RecordBatch): LivePoint {
  const last = (name: keyof RecordBatch['columns']) => {
    const value = batch.columns[name]?.[batch.length - 1];
    return value === undefined || Number.isNaN(value) ? null : value;
  };
  return {
    cell_id: batch.cell_id,
    test_id: batch.test_id,
    record_index: last('record_index') ?? -1,
    unix_time_second: last('unix_time_second'),
    voltage_volt: last('voltage_volt'),
    current_ampere: last('current_ampere'),
    temperature_t1_celsius: last('temperature_t1_celsius'),
    step_type: last('step_type'),
    live: batch.live,
  };
}
