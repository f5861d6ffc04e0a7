import type { RecordBatch } from '@cellwatch/events';

export const spoilings = [
  'current and capacity in milli-units',
  'sign of the current turned',
  'leads swapped',
  'clock set back by half an hour',
  'every 50th record with the time of the one before',
  'half an hour of a charge missing',
  'cycler’s counter a tenth short',
  'lone readings 10 mV off, one an hour',
  'plug out for five minutes an hour',
] as const;
export type Spoiling = (typeof spoilings)[number];

type Columns = RecordBatch['columns'];

/** What goes wrong between a cell and its file: the batch as it would arrive. */
export function spoil(batch: RecordBatch, spoiling: Spoiling): RecordBatch {
  const columns: Columns = Object.fromEntries(
    Object.entries(batch.columns).map(([name, values]) => [name, values.slice()]),
  );
  const scale = (name: keyof Columns, factor: number) => {
    for (let row = 0; row < batch.length; row++) columns[name]![row] *= factor;
  };
  const second = (row: number) => columns.step_time_second![row];
  const current = (row: number) => columns.current_ampere![row];
  switch (spoiling) {
    case 'current and capacity in milli-units':
      scale('current_ampere', 1000);
      scale('source_capacity_ah', 1000);
      break;
    case 'sign of the current turned':
      scale('current_ampere', -1);
      break;
    case 'leads swapped':
      scale('current_ampere', -1);
      scale('voltage_volt', -1);
      break;
    case 'clock set back by half an hour':
      for (let row = 0; row < batch.length; row++) {
        columns.test_time_second![row] -= 1800;
        columns.unix_time_second![row] -= 1800;
      }
      break;
    case 'cycler’s counter a tenth short':
      scale('source_capacity_ah', 0.9);
      break;
    case 'lone readings 10 mV off, one an hour':
      for (let row = 0; row < batch.length; row++)
        if (Math.floor(columns.test_time_second![row] / 60) % 60 === 30 && second(row) % 60 === 0)
          columns.voltage_volt![row] -= 0.01;
      break;
    case 'plug out for five minutes an hour':
      for (let row = 0; row < batch.length; row++)
        if (current(row) > 0 && second(row) % 3600 >= 3000 && second(row) % 3600 < 3300) {
          columns.voltage_volt![row] = 0;
          columns.current_ampere![row] = 0;
        }
      break;
    case 'half an hour of a charge missing':
      return without(batch, (row) => current(row) > 0 && second(row) >= 3600 && second(row) < 5400);
    case 'every 50th record with the time of the one before':
      for (let row = 1; row < batch.length; row++)
        if (columns.record_index![row] % 50 === 0)
          for (const name of ['test_time_second', 'unix_time_second', 'step_time_second'] as const)
            columns[name]![row] = columns[name]![row - 1];
      break;
  }
  return { ...batch, columns };
}

function without(batch: RecordBatch, dropped: (row: number) => boolean): RecordBatch {
  const rows = Array.from({ length: batch.length }, (_, row) => row).filter((row) => !dropped(row));
  const columns = Object.fromEntries(
    Object.entries(batch.columns).map(([name, values]) => [name, Float64Array.from(rows, (row) => values[row])]),
  );
  const state = batch.cycler_state;
  return {
    ...batch,
    length: rows.length,
    columns,
    ...(state && {
      cycler_state: { dictionary: state.dictionary, codes: Uint8Array.from(rows, (row) => state.codes[row]) },
    }),
  };
}
