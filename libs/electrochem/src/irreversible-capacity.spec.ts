import { irreversibleCapacity } from './irreversible-capacity.js';

test('+G/C, cycle 1, mAh/g', () => {
  expect(irreversibleCapacity(1555.1, 1255.4).toFixed(1)).toBe('299.7');
});

test('more that comes back than went in is negative', () => {
  expect(irreversibleCapacity(1, 1.5)).toBe(-0.5);
});
