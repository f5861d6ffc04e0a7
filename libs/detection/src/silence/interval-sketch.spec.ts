import { addInterval, emptySketch, intervalQuantile } from './interval-sketch.js';

const sketchOf = (intervals: readonly number[]) => {
  const sketch = emptySketch();
  for (const interval of intervals) addInterval(sketch, interval);
  return sketch;
};

test('nothing is known of nothing', () => expect(intervalQuantile(emptySketch(), 0.99)).toBeNull());

test('equal intervals give themselves, whatever the share', () => {
  const sketch = sketchOf(Array.from({ length: 250 }, () => 30));
  expect([0.01, 0.5, 0.99, 1].map((share) => intervalQuantile(sketch, share))).toEqual([30, 30, 30, 30]);
});

test('one long one of a hundred is beyond P99, two are not', () => {
  const short = Array.from({ length: 99 }, () => 10);
  expect(intervalQuantile(sketchOf([...short, 600]), 0.99)).toBe(10);
  expect(intervalQuantile(sketchOf([...short, 600, 600]), 0.99)).toBe(600);
});

test('P99 of any mixture is right to a bin, from above', () => {
  const intervals = Array.from({ length: 1_000 }, (_, at) => 0.01 * 1.01 ** at);
  const found = intervalQuantile(sketchOf(intervals), 0.99)!;
  expect(found).toBeGreaterThanOrEqual(intervals[989]);
  expect(found).toBeLessThan(1.1 * intervals[989]);
});

test('old habits are forgotten, and the size is bounded', () => {
  const sketch = sketchOf([...Array.from({ length: 5_000 }, () => 600), ...Array.from({ length: 100_000 }, () => 1)]);
  expect(intervalQuantile(sketch, 0.99)).toBe(1);
  expect(sketch.count).toBeLessThan(4_096);
  expect(Object.keys(sketch.bins).length).toBeLessThan(3);
});
