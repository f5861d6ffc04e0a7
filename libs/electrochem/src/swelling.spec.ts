import { swelling } from './swelling.js';

test.each([
  ['silicon, 10 cycles', 24.8, 33.1, '33.47', '33.5'],
  ['+G/C, 100 cycles', 23.8, 25.4, '6.72', '6.7'],
])('%s: %p to %p µm', (_, first, after, exact, printed) => {
  expect((100 * swelling(first, after)!).toFixed(2)).toBe(exact);
  expect((100 * swelling(first, after)!).toFixed(1)).toBe(printed);
});

test('over the swollen thickness it would be another number', () => {
  expect((100 * -swelling(33.1, 24.8)!).toFixed(1)).toBe('25.1');
});

test('without a first thickness there is none', () => {
  expect(swelling(0, 1)).toBeNull();
});
