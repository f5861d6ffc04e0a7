import { digits, ohms, age, decimals, duration, percent, quantity, scaleFor, volts } from './format.js';

test('a quantity takes the prefix that suits it', () => {
  expect(quantity(4.8412, 'Ah')).toBe('4.841 Ah');
  expect(quantity(0.0020781, 'Ah')).toBe('2.078 mAh');
  expect(quantity(-0.00062345, 'A')).toBe('−0.623 mA');
  expect(quantity(12.5e-9, 'A')).toBe('12.50 nA');
  expect(quantity(0, 'A')).toBe('0.000 A');
  expect(quantity(null, 'A')).toBe('– A');
});

test('a chart shares one prefix', () => {
  expect(scaleFor([0.002, null, 0.0019], 'Ah')).toEqual({ factor: 1e-3, unit: 'mAh' });
  expect(scaleFor([0.5, 0.0001], 'Ah')).toEqual({ factor: 1, unit: 'Ah' });
  expect(scaleFor([], 'Ah')).toEqual({ factor: 1, unit: 'Ah' });
});

test('zero has no sign, and a minus is a minus', () => {
  expect(decimals(-0.00001, 2)).toBe('0.00');
  expect(decimals(-1.5, 1)).toBe('−1.5');
  expect(decimals(NaN, 1)).toBe('–');
});

test('ratios are shown as per cent; null is no number', () => {
  expect(percent(0.99871, 2)).toBe('99.87 %');
  expect(percent(null, 2)).toBe('–');
  expect(volts(3.70004)).toBe('3.7000 V');
});

test('ages and durations coarsen', () => {
  expect([0.2, 5, 90, 7200, 300000].map(age)).toEqual(['now', '5 s ago', '2 min ago', '2 h ago', '3 d ago']);
  expect([12, 90, 9300, 864000].map(duration)).toEqual(['12.0 s', '1.5 min', '2.58 h', '10.0 d']);
});

test('a resistance, from a pouch cell to a shunt', () => {
  expect([0.0351, 71.25, 9_999, 516_667, 3.1e6, null].map(ohms)).toEqual([
    '35.10 mΩ',
    '71.25 Ω',
    '9999 Ω',
    '516.67 kΩ',
    '3.10 MΩ',
    '– Ω',
  ]);
});

test('three digits, whatever the size', () => {
  expect([142.34, 71.25, -0.03512, 1234, 0, null].map(digits)).toEqual(['142', '71.3', '−0.0351', '1234', '0', '–']);
});
