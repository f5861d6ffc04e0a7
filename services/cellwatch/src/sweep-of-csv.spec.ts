import { sweepOfCsv } from './sweep-of-csv.js';

test('columns in any order, blank lines and a byte order mark aside', () => {
  expect(sweepOfCsv('\uFEFFcurrent_ampere,voltage_volt\r\n-0.49,-0.3\r\n\r\n0,0\r\n4.9e-1,0.3\r\n', 'iv.csv')).toEqual({
    voltage_volt: [-0.3, 0, 0.3],
    current_ampere: [-0.49, 0, 0.49],
  });
  expect(sweepOfCsv('voltage_volt,current_ampere,time_second\n0.05,1.3e-3,0\n', 'dc.csv').time_second).toEqual([0]);
});

test.each([
  ['', 'sweep iv.csv:1: the header is "", expected voltage_volt,current_ampere[,time_second]'],
  ['voltage_volt,current_ma\n1,2', 'sweep iv.csv:1: the header is "voltage_volt,current_ma", expected'],
  ['voltage_volt\n1', 'sweep iv.csv:1: the header is "voltage_volt", expected'],
  ['voltage_volt,voltage_volt,current_ampere\n1,1,1', 'sweep iv.csv:1: the header is'],
  ['voltage_volt,current_ampere\n1,2\n3', 'sweep iv.csv:3: got 1 fields, expected 2 as in the header'],
  ['voltage_volt,current_ampere\n1,\n', 'sweep iv.csv:2: current_ampere is "", expected a number'],
  ['voltage_volt,current_ampere\n0.3 V,1\n', 'sweep iv.csv:2: voltage_volt is "0.3 V", expected a number'],
])('case %#: what is no sweep is refused with its line', (text, message) => {
  expect(() => sweepOfCsv(text, 'iv.csv')).toThrow(message);
});
