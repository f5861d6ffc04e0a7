import { shortName } from './short-name.js';

test('a name that fits is kept; of a longer one the beginning and a hash, so that two stay two', () => {
  expect(shortName('x'.repeat(200))).toBe('x'.repeat(200));
  const [one, other] = [shortName(`${'x'.repeat(300)}1`), shortName(`${'x'.repeat(300)}2`)];
  expect(one).toMatch(/^x{183}-[0-9a-f]{16}$/);
  expect(other).not.toBe(one);
});

test('no character is cut in half', () => {
  expect(shortName(`${'x'.repeat(182)}${'🔋'.repeat(20)}`)).toMatch(/^x{182}-[0-9a-f]{16}$/);
});
