import { optional, required, settings, whole } from './settings.js';

test('each variable becomes its setting, and an absent one takes its default', () => {
  const wanted = {
    url: required('URL'),
    host: optional('HOST', '127.0.0.1'),
    key: optional('KEY'),
    port: whole('PORT', 80),
  };
  expect(settings(wanted, { URL: 'postgres://x', PORT: '8080' })).toEqual({
    url: 'postgres://x',
    host: '127.0.0.1',
    key: undefined,
    port: 8080,
  });
});

test('every missing and wrong variable is named at once; an empty one is missing', () => {
  const wanted = { url: required('URL'), key: required('KEY'), port: whole('PORT', 80) };
  expect(() => settings(wanted, { KEY: '', PORT: 'http' })).toThrow(
    "cannot start: URL (or URL_FILE) is not set; KEY (or KEY_FILE) is not set; PORT is 'http', expected a whole number",
  );
});

test('a name and its file together are refused: which one counts would be a guess', () => {
  expect(() => settings({ url: required('URL') }, { URL: 'a', URL_FILE: '/b' })).toThrow(
    'URL and URL_FILE are both set',
  );
});

test('an unreadable file is named', () => {
  expect(() => settings({ url: required('URL') }, { URL_FILE: '/nowhere/url' })).toThrow(
    'URL_FILE is /nowhere/url, which cannot be read: ENOENT',
  );
});
