import { numberTicks } from './number-ticks.js';

test('a quarter needs two decimals, and a minus is a minus', () => {
  expect(numberTicks([3.25, 3.5, 3.75], 0.25)).toEqual(['3.25', '3.50', '3.75']);
  expect(numberTicks([-0.5, 0, 0.5], 0.5)).toEqual(['−0.5', '0.0', '0.5']);
  expect(numberTicks([0, 5, 10], 5)).toEqual(['0', '5', '10']);
  expect(numberTicks([99.86, 99.88], 0.02)).toEqual(['99.86', '99.88']);
});
