import { refuse } from './refuse.js';

const json = { 'content-type': 'application/json' };
const get = (host?: string, loopback = true) => refuse({ method: 'GET', headers: { host } }, { loopback })?.status;
const post = (headers: object, loopback = true) =>
  refuse({ method: 'POST', headers: { host: 'localhost:8080', ...json, ...headers } }, { loopback })?.status;

test('a loopback board answers to loopback names on any port, and to no other', () => {
  for (const host of ['localhost', 'localhost:8080', '127.0.0.1:1', '[::1]:8080', '[::1]'])
    expect(get(host)).toBeUndefined();
  for (const host of ['evil.example', 'evil.example:8080', 'localhost.evil.example', '', undefined])
    expect(get(host)).toBe(421);
});

test('a board with a key answers to any name', () => {
  expect(get('bench.lab', false)).toBeUndefined();
});

test('a POST comes from our own page or from a program', () => {
  expect(post({ origin: 'http://localhost:8080' })).toBeUndefined();
  expect(post({})).toBeUndefined();
  expect(post({ origin: 'http://localhost:9090' })).toBe(403);
  expect(post({ origin: 'https://evil.example' })).toBe(403);
  expect(post({ origin: 'null' })).toBe(403);
});

test('a POST is JSON: what a form can send without asking is refused', () => {
  expect(post({ 'content-type': 'application/json; charset=utf-8' })).toBeUndefined();
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', undefined])
    expect(post({ 'content-type': type })).toBe(415);
});

test('nothing else is offered', () => {
  expect(refuse({ method: 'DELETE', headers: { host: 'localhost' } }, { loopback: true })?.status).toBe(405);
});
