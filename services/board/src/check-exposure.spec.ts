import { checkExposure } from './check-exposure.js';

const key = 'a-key-that-is-long';

test.each(['127.0.0.1', '127.9.9.9', 'localhost', '::1', '[::1]'])('%s alone needs no key', (host) => {
  expect(() => checkExposure({ host })).not.toThrow();
});

test.each(['0.0.0.0', '::', '192.168.1.7', 'bench.lab', '127.0.0.1.evil.example', ''])('%p needs a key', (host) => {
  expect(() => checkExposure({ host })).toThrow(/no access key; expected an access key/);
  expect(() => checkExposure({ host, access_key: '' })).toThrow(/no access key/);
  expect(() => checkExposure({ host, access_key: key })).not.toThrow();
});

test('a key that is guessed in an afternoon is refused', () => {
  expect(() => checkExposure({ host: '0.0.0.0', access_key: 'secret' })).toThrow(
    'has 6 characters, expected at least 12',
  );
});
