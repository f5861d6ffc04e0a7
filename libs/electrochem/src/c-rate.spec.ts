import { cRate } from './c-rate.js';

test('300 mA/g is 0.25C where 1C is 1200 mA/g', () => {
  expect(cRate(-0.589049e-3, 2.35619e-3)).toBeCloseTo(0.25, 5);
});

test('0.3C of the solid full cell', () => {
  expect(cRate(0.62345e-3, 2.07816e-3)).toBeCloseTo(0.3, 4);
});

test('an unknown 1C gives none', () => {
  expect(cRate(1, null)).toBeNull();
});
