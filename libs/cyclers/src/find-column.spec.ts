import { findColumn, headerCell } from './find-column.js';

test.each([
  ['Test (Sec)', 'test', 's'],
  ['Cap. [Ah]', 'cap.', 'ah'],
  ['ACImp/Ohms', 'acimp', 'ohm'],
  ['Test Time / s', 'test time', 's'],
  ['Q charge/mA.h', 'q charge', 'mah'],
  ['(Q-Qo)/mA.h', '(q-qo)', 'mah'],
  ['control/V/mA', 'control/v', 'ma'],
  ['<I>/mA', '<i>', 'ma'],
  ['Temperature/\ufffdC', 'temperature', 'c'],
  ['Total Time (Hours in hh:mm:ss.xxx)', 'total time', 'clock'],
  ['"Date_Time     "', 'date_time', null],
  ['Data_Point', 'data_point', null],
  ['Ah-Cyc-Charge', 'ah-cyc-charge', null],
])('%j', (label, name, unit) => expect(headerCell(label)).toMatchObject({ name, unit }));

const header = ['Current', 'Current / A', 'Voltage(mV)', 'Time'].map(headerCell);

test('a whole label is one column, a name without its unit may be another', () => {
  expect(findColumn({ names: ['current / a'], quantity: 'current_ampere' }, header)).toBe(1);
  expect(findColumn({ names: ['current'], quantity: 'current_ampere', unit: 'A' }, header)).toBe(0);
});

test('the header’s unit is taken if the quantity can have it, and a unit that must be printed is asked for', () => {
  expect(findColumn({ names: ['voltage'], quantity: 'voltage_volt', unit: 'V' }, header)).toBe(2);
  expect(findColumn({ names: ['voltage'], quantity: 'current_ampere', unit: 'A' }, header)).toBe(-1);
  expect(findColumn({ names: ['voltage'], quantity: 'voltage_volt', printed_unit: 'V' }, header)).toBe(-1);
  expect(findColumn({ names: ['time'], quantity: 'test_time_second', unit: 'clock' }, header)).toBe(3);
});
