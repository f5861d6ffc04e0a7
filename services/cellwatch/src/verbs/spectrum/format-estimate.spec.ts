import { formatEstimate, plain } from './format-estimate.js';

test.each([
  [38.7123, 0.1512, '38.71 ± 0.15'],
  [0.010259, 0.000444, '0.01026 ± 0.00044'],
  [1.33812e-14, 1.2e-16, '(1.338 ± 0.012)e-14'],
  [123456, 789, '(1.2346 ± 0.0079)e5'],
  [1000, 250, '1000 ± 250'],
  [5, 0, '5'],
])('%d ± %d', (value, standard_deviation, text) => expect(formatEstimate({ value, standard_deviation })).toBe(text));

test('what was not measured is a dash', () => expect(formatEstimate(null)).toBe('–'));

test('four digits', () =>
  expect([0, 1000018.6, 0.02095, 5e-7, -12.34567].map(plain)).toEqual(['0', '1e6', '0.02095', '5e-7', '-12.35']));
