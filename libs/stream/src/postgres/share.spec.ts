import { share } from './share.js';

test.each([
  [12, 1, [12]],
  [12, 5, [3, 3, 2, 2, 2]],
  [12, 12, Array(12).fill(1)],
  [12, 14, [...Array(12).fill(1), 0, 0]],
])('%d partitions among %d members', (partitions, members, shares) => {
  expect(Array.from({ length: members }, (_, rank) => share(partitions, members, rank))).toEqual(shares);
});
