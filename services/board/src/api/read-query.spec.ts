import { Problem } from '../problem.js';
import { cellIdOf, instantOf, wholeOf, wordOf } from './read-query.js';

const detailOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return (error as Problem).detail;
  }
  throw new Error('expected a problem');
};

test('an instant is Unix seconds or ISO with a zone', () => {
  expect(instantOf(undefined, 'from')).toBeNull();
  expect(instantOf('1700000000.5', 'from')).toBe(1700000000.5);
  expect(instantOf('-3600', 'from')).toBe(-3600);
  expect(instantOf('1970-01-01T01:00:00+01:00', 'from')).toBe(0);
});

test.each(['yesterday', '2026-11-25', '2026-11-25T08:00:00', '', 'NaN', '1e99', ['1', '2'], '99999999999999'])(
  '%p is no instant, and the answer says what is',
  (text) => {
    expect(detailOf(() => instantOf(text, 'to'))).toMatchObject({ got: text, where: 'query to' });
  },
);

test('whole numbers stay within their bounds', () => {
  const bounds = { least: 4, most: 5000, otherwise: 2000 };
  expect(wholeOf(undefined, 'points', bounds)).toBe(2000);
  expect(wholeOf('4', 'points', bounds)).toBe(4);
  expect(wholeOf('5000', 'points', bounds)).toBe(5000);
  for (const text of ['3', '5001', '-4', '4.5', 'many', '', ['4']])
    expect(detailOf(() => wholeOf(text, 'points', bounds)).expected).toBe('a whole number from 4 to 5000');
});

test('a cell’s name is printable and short', () => {
  expect(cellIdOf('xTESLADIAG 019/CH70 ü', 'path')).toBe('xTESLADIAG 019/CH70 ü');
  for (const text of ['', 'a'.repeat(201), 'a\u0000b', undefined])
    expect(detailOf(() => cellIdOf(text, 'path')).where).toBe('path');
});

test('a word is one of the offered', () => {
  expect(wordOf('csv', 'format', ['json', 'csv'])).toBe('csv');
  expect(detailOf(() => wordOf('xml', 'format', ['json', 'csv'])).expected).toBe('json or csv');
});
