import { prominence } from './prominence.js';

test('over the higher of both valleys, up to the next higher point', () => {
  const curve = [0, 5, 3, 4, 1, 9, 2];
  expect(prominence(curve, 1)).toBe(4); // left 0, right 1
  expect(prominence(curve, 3)).toBe(1); // left 3, right 1
  expect(prominence(curve, 5)).toBe(7); // left 0, right 2
});

test('what never falls again does not stand out', () => {
  expect(prominence([0, 1, 2], 2)).toBe(0);
  expect(prominence([0, 2, 2], 1)).toBe(0);
});
