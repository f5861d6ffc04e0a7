import { grafanaAddress } from './grafana-address.js';

test.each([
  ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
  ['https://lab.example/grafana/', 'https://lab.example/grafana'],
  [undefined, null],
  ['', null],
])('%s is %s', (given, expected) => {
  expect(grafanaAddress(given)).toBe(expected);
});

test.each([
  'javascript:alert(1)',
  'grafana.lab',
  'ftp://grafana.lab',
  'http://grafana.lab/?a=1',
  'http://grafana.lab/#d',
])('%s is no address to link to', (given) => {
  expect(() => grafanaAddress(given)).toThrow(`GRAFANA_URL is "${given}", expected an address`);
});
