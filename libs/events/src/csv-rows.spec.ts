import { csvRows } from './csv-rows.js';

const fields = (text: string, delimiter = ',') => csvRows(text, delimiter).map((row) => row.fields);

test('fields are parted, trimmed, and empty lines passed over', () => {
  expect(fields('\ufeffa;b \r\n\n1; 2\r\n', ';')).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ]);
  expect(fields('a,,\n')).toEqual([['a', '', '']]);
  expect(fields('')).toEqual([]);
});

test('quotes keep delimiters, line ends and quotes; lines are counted as a person counts them', () => {
  expect(csvRows('x,"a ""b"", c\nd"\ny,"\t1"\n', ',')).toEqual([
    { line: 1, fields: ['x', 'a "b", c\nd'] },
    { line: 3, fields: ['y', '1'] },
  ]);
});

test('a quote that never ends takes the rest', () => {
  expect(fields('a,"b\nc')).toEqual([['a', 'b\nc']]);
});
