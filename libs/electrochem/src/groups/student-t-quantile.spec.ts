import { studentTQuantile } from './student-t-quantile.js';

test.each([
  // ν, and the tabulated t for p = 0.90, 0.95, 0.975, 0.995
  [1, 3.0777, 6.3138, 12.7062, 63.6567],
  [2, 1.8856, 2.92, 4.3027, 9.9248],
  [3, 1.6377, 2.3534, 3.1824, 5.8409],
  [4, 1.5332, 2.1318, 2.7764, 4.6041],
  [5, 1.4759, 2.015, 2.5706, 4.0321],
  [9, 1.383, 1.8331, 2.2622, 3.2498],
  [10, 1.3722, 1.8125, 2.2281, 3.1693],
  [29, 1.3114, 1.6991, 2.0452, 2.7564],
  [30, 1.3104, 1.6973, 2.0423, 2.75],
  [120, 1.2886, 1.6577, 1.9799, 2.6174],
])('ν = %d as tabulated', (degrees, ...tabulated) => {
  [0.9, 0.95, 0.975, 0.995].forEach((probability, at) =>
    expect(Math.abs(studentTQuantile(probability, degrees) - tabulated[at])).toBeLessThan(1e-4),
  );
});

test('the first two have closed forms: tan(π(p − ½)), and (2p − 1)·√(2/(4p(1 − p)))', () => {
  expect(studentTQuantile(0.975, 1)).toBeCloseTo(Math.tan(Math.PI * 0.475), 10);
  expect(studentTQuantile(0.975, 2)).toBeCloseTo(0.95 * Math.sqrt(2 / (4 * 0.975 * 0.025)), 10);
});

test('symmetric, and with many degrees of freedom the normal one', () => {
  expect(studentTQuantile(0.5, 7)).toBeCloseTo(0, 12);
  expect(studentTQuantile(0.025, 7)).toBe(-studentTQuantile(0.975, 7));
  expect(studentTQuantile(0.975, 1_000_000)).toBeCloseTo(1.959964, 5);
});

test('what has no quantile is refused', () => {
  expect(() => studentTQuantile(1, 3)).toThrow('probability is 1');
  expect(() => studentTQuantile(0.975, 0)).toThrow('degrees_of_freedom is 0');
  expect(() => studentTQuantile(0.975, 2.5)).toThrow('degrees_of_freedom is 2.5');
});
