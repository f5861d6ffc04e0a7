import { decades, decadeTicks } from './decade-ticks.js';

test('plain numbers, with a prefix from a thousand on', () => {
  expect(decadeTicks([1e-5, 0.01, 1, 200, 1e4, 1e6])).toEqual(['1e−5', '0.01', '1', '200', '10 k', '1 M']);
});

test('decades; every second where there is little room; 1, 2 and 5 of few', () => {
  expect(decades(0.0095, 1.05e3, 8)).toEqual([0.01, 0.1, 1, 10, 100, 1000]);
  expect(decades(1e-3, 1e6, 5)).toEqual([1e-2, 1, 1e2, 1e4, 1e6]);
  expect(decades(2.6, 160, 8)).toEqual([5, 10, 20, 50, 100]);
});
