import { accessBy } from './access.js';

const key = 'correct horse battery';
const access = accessBy(key);

test('the key is taken as bearer', () => {
  const spaceless = accessBy('correct-horse');
  expect(spaceless.isGranted({ authorization: 'Bearer correct-horse' })).toBe(true);
  expect(spaceless.isGranted({ authorization: 'bearer correct-horse' })).toBe(true);
  expect(spaceless.isGranted({ authorization: 'Bearer correct-horsf' })).toBe(false);
  expect(spaceless.isGranted({ authorization: 'Basic correct-horse' })).toBe(false);
  expect(spaceless.isGranted({})).toBe(false);
});

test('the cookie it was exchanged for is taken, among others; the key itself as cookie is not', () => {
  const [pair] = access.cookie(false).split(';');
  expect(pair).not.toContain(key);
  expect(access.isGranted({ cookie: `theme=dark; ${pair}` })).toBe(true);
  expect(access.isGranted({ cookie: `${pair}x` })).toBe(false);
  expect(access.isGranted({ cookie: `cellwatch_access=${key}` })).toBe(false);
  expect(accessBy('another key here').isGranted({ cookie: pair })).toBe(false);
});

test('scripts cannot read the cookie, and it is Secure where the connection is', () => {
  expect(access.cookie(false)).toMatch(/; HttpOnly; SameSite=Lax; Max-Age=\d+$/);
  expect(access.cookie(true)).toMatch(/; Secure$/);
});
