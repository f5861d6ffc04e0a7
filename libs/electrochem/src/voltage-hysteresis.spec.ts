import { voltageHysteresis } from './voltage-hysteresis.js';

test('charge minus discharge', () => {
  expect(voltageHysteresis(3.75, 3.5)).toBe(0.25);
  expect(voltageHysteresis(3.5, 3.75)).toBe(-0.25);
});

test('needs both', () => {
  expect(voltageHysteresis(null, 3.5)).toBeNull();
  expect(voltageHysteresis(3.5, null)).toBeNull();
});
