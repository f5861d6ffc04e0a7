import { mixingRule } from './mixing-rule.js';

test.each([
  ['+G', 0.7, 1771.5, 372, '1351.65', 1372.7, '1.6'],
  ['+G/C', 0.9, 1372.7, 401.4, '1275.57', 1255.4, '-1.6'],
])('%s: %p of %p and the rest of %p mAh/g', (_, share, one, other, expected, measured, deviation) => {
  const mixed = mixingRule([
    { share, value: one },
    { share: 1 - share, value: other },
  ])!;
  expect(mixed.toFixed(2)).toBe(expected);
  expect((100 * (measured / mixed - 1)).toFixed(1)).toBe(deviation);
});

test('shares that are not a whole give none', () => {
  expect(mixingRule([{ share: 0.7, value: 1 }])).toBeNull();
  expect(
    mixingRule([
      { share: 70, value: 1 },
      { share: 30, value: 2 },
    ]),
  ).toBeNull();
  expect(mixingRule([])).toBeNull();
});
