import { shortHash } from './short-hash.js';

test('names that differ a little have hashes that differ', () => {
  const names = Array.from({ length: 50_000 }, (_, k) => `cell_${k}@2019-07-11#70`);
  expect(new Set(names.map(shortHash)).size).toBe(names.length);
  expect(Math.max(...names.map((name) => shortHash(name).length))).toBeLessThanOrEqual(13);
});
