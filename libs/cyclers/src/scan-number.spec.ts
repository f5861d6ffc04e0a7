import { comma, point, scanNumber } from './scan-number.js';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const scan = (text: string, mark: typeof comma | typeof point = point) =>
  scanNumber(bytesOf(text), 0, bytesOf(text).length, mark);

/** Numerical Recipes' generator: seeded, so that a failure comes again. */
function random(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

test.each([
  ['0.0000000000', 0],
  ['-9.0750743877', -9.0750743877],
  ['868279', 868279],
  ['  3.5 ', 3.5],
  ['1.', 1],
  ['.5', 0.5],
  ['+2.5', 2.5],
  ['1.5E-5', 1.5e-5],
  ['9.999599747388856E+000', 9.999599747388856],
  ['2.54E-11', 2.54e-11],
  ['1e300', 1e300],
  ['1,020.00', 1020],
  ['18,000.05', 18000.05],
  ['0.0500000007450581', 0.0500000007450581],
  ['12345678901234567890', 12345678901234567890],
  ['0.1234567890123456789', 0.1234567890123456789],
])('%s is %d', (text, value) => expect(scan(text)).toBe(value));

test.each([
  '',
  ' ',
  '-',
  '.',
  'N/A',
  'nan',
  'inf',
  'Infinity',
  '0x10',
  '1.2.3',
  '1 2',
  '0,5',
  '1,02',
  '1e',
  '1e+',
  'e5',
  '1e5x',
  '--1',
])('"%s" is no number', (text) => expect(scan(text)).toBeNaN());

test.each([
  ['0,1783', 0.1783],
  ['-1.020,5', -1020.5],
  ['212,000000', 212],
])('%s with a decimal comma is %d', (text, value) => expect(scan(text, comma)).toBe(value));

test('a point is no decimal mark where the comma is', () => expect(scan('0.1783', comma)).toBeNaN());

test('equals Number of the text, whatever the digits and the exponent', () => {
  const next = random(1);
  const differing: string[] = [];
  for (let k = 0; k < 20000; k++) {
    const digits = () => Array.from({ length: Math.floor(next() * 13) }, () => Math.floor(next() * 10)).join('');
    const exponent = `${next() < 0.5 ? 'E' : 'e'}${['', '+', '-', '-0'][Math.floor(next() * 4)]}${Math.floor(next() * 40)}`;
    const fraction = next() < 0.8 ? `.${digits()}` : '';
    const text = `${next() < 0.5 ? '-' : ''}${digits() || '0'}${fraction}${next() < 0.3 ? exponent : ''}`;
    if (!Object.is(scan(text), Number(text))) differing.push(text);
  }
  expect(differing).toEqual([]);
});
