import { quantise } from '@cellwatch/events';
import { syntheticCell, writeMaccorText, type MaccorTextOptions } from './index.js';

const options: MaccorTextOptions = {
  clock: 'second',
  signed_current: true,
  file_name: 'C:\\Data\\assb-01.007',
  procedure: 'ASSB-0.3C.000',
  comment: 'synthetic',
  exported_at_unix_second: 1_700_100_000,
  started_at_unix_second: 1_700_000_000,
};

function write(change: Partial<MaccorTextOptions>) {
  const cell = syntheticCell({ cycles: 1, sampling_second: 60, voltage_noise_volt: 0.001 });
  const batches = [];
  for (let batch = cell.next(100); batch; batch = cell.next(100)) batches.push(batch);
  const text = [...writeMaccorText(batches, { ...options, ...change })].join('');
  const lines = text.split('\r\n');
  expect(lines.pop()).toBe('');
  return { batches, lines, rows: lines.slice(2).map((line) => line.split('\t')) };
}

test('the layout is that of a Maccor export', () => {
  const { lines } = write({});
  expect(lines.slice(0, 3)).toEqual([
    "Today's Date 11/16/2023  Date of Test:\t11/14/2023\t Filename:\tC:\\Data\\assb-01.007 Procedure: ASSB-0.3C.000\tComment/Barcode: synthetic",
    'Rec#\tCyc#\tStep\tTest (Sec)\tStep (Sec)\tAmp-hr\tWatt-hr\tAmps\tVolts\tState\tES\tDPt Time',
    expect.stringMatching(
      /^1\t1\t1\t0\.0000\t0\.0000\t0\.0000000000\t0\.0000000000\t0\.0006234500\t2\.\d{8}\tC\t0\t11\/14\/2023 22:13:20$/,
    ),
  ]);
});

test('what is printed is what the records hold, digit for digit', () => {
  const { batches, rows } = write({});
  let at = 0;
  for (const { length, columns, cycler_state } of batches)
    for (let row = 0; row < length; row++) {
      const field = rows[at++];
      expect([Number(field[0]), Number(field[3]), Number(field[4])]).toEqual([
        columns.record_index![row],
        columns.test_time_second![row],
        columns.step_time_second![row],
      ]);
      expect(quantise('source_capacity_ah', Number(field[5]))).toBe(columns.source_capacity_ah![row]);
      expect(quantise('source_energy_wh', Number(field[6]))).toBe(columns.source_energy_wh![row]);
      expect(quantise('current_ampere', Number(field[7]))).toBe(columns.current_ampere![row]);
      expect(quantise('voltage_volt', Number(field[8]))).toBe(columns.voltage_volt![row]);
      expect([field[9], Number(field[10])]).toEqual([
        cycler_state!.dictionary[cycler_state!.codes[row]],
        columns.end_status![row],
      ]);
    }
  expect(at).toBe(rows.length);
});

test('amperes may go without their sign', () => {
  const { rows } = write({ signed_current: false });
  expect(rows.filter(([, , , , , , , , , state]) => state === 'D').length).toBeGreaterThan(100);
  expect(rows.every((field) => Number(field[7]) >= 0)).toBe(true);
});

test('the other two clocks', () => {
  const minute = write({ clock: 'minute' });
  expect(minute.lines[1]).toContain('Test (Min)\tStep (Min)');
  expect(minute.rows[4][3]).toBe('4.0000');
  const day = write({ clock: 'day' });
  expect(day.lines[1]).toContain('TestTime\tStepTime');
  expect(day.rows[4][3]).toBe('  0d 00:04:00.0000');
  expect(day.rows.at(-1)![3]).toMatch(/^ {2}0d 0[56]:\d\d:\d\d\.0000$/);
});

test('counters may be left out, and the sensor printed', () => {
  const { batches, lines, rows } = write({ counters: false, temperature: true });
  expect(lines[1]).toBe('Rec#\tCyc#\tStep\tTest (Sec)\tStep (Sec)\tAmps\tVolts\tState\tES\tDPt Time\tTemp 1');
  expect(Number(rows[0][5])).toBe(batches[0].columns.current_ampere![0]);
  expect(Number(rows[0][10])).toBe(batches[0].columns.temperature_t1_celsius![0]);
});
