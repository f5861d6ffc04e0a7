import type { QuantityName } from '@cellwatch/events';
import type { Reading, ReadOptions } from '../cycler-reader.js';
import { openCyclerReader } from '../open-cycler-reader.js';

function read(lines: readonly string[], more: Partial<ReadOptions> = {}): Reading[] {
  const reader = openCyclerReader({ file_name: 'a.csv', time_zone: 'UTC', ...more });
  return [...reader.write(Uint8Array.from(Buffer.from(lines.join('\n') + '\n', 'latin1'))), ...reader.end()];
}
const column = (readings: Reading[], name: QuantityName) =>
  readings.flatMap((r) => (r.kind === 'batch' ? Array.from(r.batch.columns[name] ?? []) : []));
const rejects = (readings: Reading[]) => readings.flatMap((r) => (r.kind === 'reject' ? [r.reject] : []));
const formats = (readings: Reading[]) => readings.flatMap((r) => (r.kind === 'test' ? [r.test.source_format] : []));

describe('BDF', () => {
  const labels = 'Test Time / s,Voltage / V,Current / A,Unix Time / s,Cycle Count / 1,Step Count / 1';

  test('labels; a source’s own step count is kept', () => {
    const readings = read([labels, '0,3.5,-0.1,1700000000.5,1,7', '1,3.4,-0.1,1700000001.5,1,9']);
    expect(formats(readings)).toEqual(['bdf.labels']);
    expect(column(readings, 'step_count')).toEqual([7, 9]);
    expect(column(readings, 'unix_time_second')).toEqual([1700000000.5, 1700000001.5]);
    expect(column(readings, 'record_index')).toEqual([1, 2]);
  });

  test('the least of it: time, voltage and current; there is no step to count', () => {
    const readings = read(['test_time_second,voltage_volt,current_ampere,a,b', '0,3.5,-0.1,,', '1,3.4,-0.1,,']);
    expect(column(readings, 'step_count')).toEqual([]);
    expect(column(readings, 'test_time_second')).toEqual([0, 1]);
  });

  test('without a sign there is no direction, until a minus sign shows that there is one, or it is told', () => {
    const rows = [labels, '0,3.5,0,1700000000,1,1', '1,3.6,0.1,1700000001,1,1', '2,3.5,-0.1,1700000002,1,1', '3,3.6,0.1,1700000003,1,1']; // prettier-ignore
    const readings = read(rows);
    expect(rejects(readings).map(({ line, reason }) => [line, reason])).toEqual([[3, 'direction_unknown']]);
    expect(column(readings, 'current_ampere')).toEqual([0, -0.1, 0.1]);
    expect(column(read(rows, { current_sign: 'signed' }), 'current_ampere')).toEqual([0, 0.1, -0.1, 0.1]);
  });

  test('counters of both directions show that directions are kept apart', () => {
    const header = 'test_time_second,voltage_volt,current_ampere,charging_capacity_ah,discharging_capacity_ah';
    expect(column(read([header, '0,3.5,0.1,0,0']), 'current_ampere')).toEqual([0.1]);
  });
});

describe('Neware', () => {
  const header = 'DataPoint,Cycle Index,Step Index,Step Type,Time,Cumulative Time,Current(mA),Voltage(V),Chg. Cap.(mAh),DChg. Cap.(mAh),Date'; // prettier-ignore
  const row = (type: string, current: string) =>
    `1,1,2,${type},00:00:10,24:00:10.5,${current},3.5,1.5,2.5,2022-05-18 16:27:52`;

  test('units of the header, an unsigned current with the sign of its step type, days as hours', () => {
    const readings = read([header, row('CC DChg', '100')]);
    expect(column(readings, 'current_ampere')).toEqual([-0.1]);
    expect(column(readings, 'source_discharging_capacity_ah')).toEqual([0.0025]);
    expect(column(readings, 'test_time_second')).toEqual([86410.5]);
  });

  test('a current in a state that says no direction is refused', () =>
    expect(rejects(read([header, row('Pulse', '100')]))[0].message).toContain('state "Pulse"'));
});

describe('PEC', () => {
  const header = 'Test,Step,Instruction Name,Cycle,Total Time (Seconds),Step Time (Seconds),Real Time,Voltage (mV),Current (mA)'; // prettier-ignore
  const row = (name: string, current: string) => `1,1,${name},1,10,10,01/09/2026 13:14:06,3682.5,${current}`;

  test('milli-units of the header', () => {
    const readings = read(['Test:,25205', header, row('Idle', '-0.5')]);
    expect([column(readings, 'voltage_volt'), column(readings, 'current_ampere')]).toEqual([[3.6825], [-0.0005]]);
  });

  test('an instruction that is not known says no direction', () =>
    expect(rejects(read([header, row('I-Charge', '5')]))[0].reason).toBe('direction_unknown'));

  test('a table of several cells is none of one cell', () =>
    expect(rejects(read(['Number Of Cells:,2', header, row('Idle', '0')]))[0].message).toContain(
      'got a table of 2 cells, expected one',
    ));
});

test('a sweep between records is set aside, row by row', () => {
  const header = 'Cycle_Index,Step,Time_s,Current_A,Voltage_V,Datenum_d,Frequency_Hz';
  const readings = read([header, '1,1,0,0,3.5,737792.4,NaN', '1,2,1,0,-3.8,737792.4,1000', '1,3,2,0,3.5,737792.4,0']);
  expect(column(readings, 'record_index')).toEqual([1, 3]);
  expect(rejects(readings)).toMatchObject([{ line: 3, reason: 'impedance_sweep' }]);
});

test('EC-Lab: decimal comma, 16 digits and an exponent, milliamperes', () => {
  const header = 'mode\tNs\ttime/s\tEwe/V\t<I>/mA\tQ charge/mA.h\tQ discharge/mA.h\tcycle number\t';
  const number = '9,999599747388856E+000';
  const readings = read([header, `1\t0\t${number}\t3,4228721E+000\t-3,0000001E-002\t0,0E+000\t1,5E-003\t0,0E+000`]);
  expect(column(readings, 'test_time_second')).toEqual([9.9996]);
  expect(column(readings, 'voltage_volt')).toEqual([3.4228721]);
  expect(column(readings, 'current_ampere')).toEqual(
    [-0.0000300000001].map((ampere) => Math.round(ampere * 1e10) / 1e10),
  );
  expect(column(readings, 'source_discharging_capacity_ah')).toEqual([0.0000015]);
});

test('a header that fits two layouts is refused, and both are named', () => {
  const readings = read(['Rec#,Cyc#,Step,Test (Sec),Step (Sec),Amps,Volts,State,test_time_second,voltage_volt,current_ampere']); // prettier-ignore
  expect(rejects(readings)).toMatchObject([{ line: 0, reason: 'unknown_format' }]);
  expect(rejects(readings)[0].message).toContain('got a header of maccor.text.seconds and of bdf.names, expected one');
});
