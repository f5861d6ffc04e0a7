import { theilSen } from './theil-sen.js';

test('the published cell: four points, and the last three', () => {
  const [x, y] = [
    [0, 10, 50, 100],
    [38.7, 26.1, 22.8, 22.3],
  ];
  expect(theilSen(x, y)!.slope).toBeCloseTo(-0.12325, 6);
  expect(theilSen(x, y)!.lower).toBeCloseTo(-1.26, 10);
  const three = theilSen(x.slice(1), y.slice(1))!;
  expect(three.slope).toBeCloseTo(-0.042222, 6);
  expect(three).toMatchObject({ lower: null, upper: null, points: 3 });
});

test('a straight line has its slope, whatever one point does', () => {
  const x = Array.from({ length: 20 }, (_, i) => i);
  const y = x.map((i) => 3 + 0.5 * i);
  expect(theilSen(x, y)).toEqual({ slope: 0.5, lower: 0.5, upper: 0.5, points: 20 });
  y[7] = 1000;
  expect(theilSen(x, y)).toMatchObject({ slope: 0.5, lower: 0.5, upper: 0.5 });
});

test('one x alone has no slope', () => {
  expect(theilSen([1, 1, 1, 1], [1, 2, 3, 4])).toBeNull();
});
