import { log } from './spec-support/log.js';

const told = (cell: ReturnType<typeof log>) => cell.told().filter((alert) => alert.startsWith('DATA_CLOCK'));
const noticed = ['DATA_CLOCK firing notice'];

test('a record that repeats the time of the one before', () => {
  expect(told(log().charge().row({}).rest(4.1))).toEqual(noticed);
});

test('a lone record of time 0', () => {
  expect(told(log().charge().row({ test_time_second: 0 }).rest(4.1))).toEqual(noticed);
});

test('a clock that begins again', () => {
  const cell = log().charge().rest(4.1);
  for (const row of cell.rows.slice(300)) row.test_time_second! -= 2000;
  expect(told(cell)).toEqual(noticed);
  expect(cell.alerts()[0].message).toContain('begin again');
});

test('once for all that follow, until three halves are in order', () => {
  const cell = log().charge().row({}).rest(4.1).row({}).discharge().row({}).rest(2.6);
  expect(told(cell)).toEqual(noticed);
  expect(told(cell.cycle())).toEqual(noticed);
  expect(told(cell.cycles(2))).toEqual([...noticed, 'DATA_CLOCK cleared notice']);
});

test('a record without a voltage is no matter of the clock', () => {
  expect(told(log().charge().row({ voltage_volt: NaN, test_time_second: 7010 }).rest(4.1))).toEqual([]);
});
