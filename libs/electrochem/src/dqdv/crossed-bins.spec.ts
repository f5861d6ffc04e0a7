import { crossedBins } from './crossed-bins.js';

test.each([
  [[0, 0, 3, 4, 5, 6, 0], { from: 3, to: 5 }],
  [[3, 4, 5], { from: 1, to: 2 }],
  [[3], { from: 1, to: 1 }],
])('%j', (increments, bins) => {
  expect(crossedBins(increments)).toEqual(bins);
});

test('nothing was crossed', () => {
  for (const increments of [[], [0, 0]]) {
    const { from, to } = crossedBins(increments);
    expect(to - from).toBe(0);
  }
});
