import { meanVoltage } from './mean-voltage.js';

test('energy over capacity', () => {
  expect(meanVoltage(7.28, 2)).toBeCloseTo(3.64, 12);
  expect(meanVoltage(-0.1, 1)).toBe(-0.1);
});

test('too little capacity gives none', () => {
  expect(meanVoltage(0.03, 0.009, 0.01)).toBeNull();
  expect(meanVoltage(0.04, 0.01, 0.01)).toBeCloseTo(4, 12);
  expect(meanVoltage(0, 0)).toBeNull();
});
