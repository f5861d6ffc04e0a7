import { specificCapacity } from './specific-capacity.js';

test('+G/C, 2.5 mg/cm² on 10 mm', () => {
  expect(specificCapacity(3.053432e-3, 1.9635e-3)!.toFixed(1)).toBe('1555.1');
  expect(specificCapacity(2.464972e-3, 1.9635e-3)!.toFixed(1)).toBe('1255.4');
});

test('solid full cell at 0.3C, 14.7 mg/cm²', () => {
  expect(specificCapacity(1.61058e-3, 11.54535e-3)!.toFixed(1)).toBe('139.5');
});

test('an unknown mass gives none', () => {
  expect(specificCapacity(1, undefined)).toBeNull();
  expect(specificCapacity(1, 0)).toBeNull();
});
