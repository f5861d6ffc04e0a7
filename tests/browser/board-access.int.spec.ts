import { request } from 'node:http';
import { startBoard, type RunningBoard } from '@cellwatch/board';
import { buildPage } from './build-page.js';
import { startLab, type Lab } from './lab.js';

const access_key = 'plain-copper-foil-9';
let lab: Lab;
let open: RunningBoard;
let locked: RunningBoard;

beforeAll(async () => {
  buildPage();
  lab = await startLab();
  const { stream, database_url } = lab;
  open = await startBoard({ stream, database_url, host: '127.0.0.1', port: 0 });
  locked = await startBoard({ stream, database_url, host: '0.0.0.0', port: 0, access_key });
});

afterAll(async () => {
  await open?.stop();
  await locked?.stop();
  await lab?.stop();
});

test('a board that others could read refuses to start without a key', async () => {
  const { stream, database_url } = lab;
  await expect(startBoard({ stream, database_url, host: '0.0.0.0', port: 0 })).rejects.toThrow(
    /would listen on 0\.0\.0\.0.*no access key; expected an access key/,
  );
});

test('a taken port is named', async () => {
  const { stream, database_url } = lab;
  const port = Number(new URL(open.url).port);
  await expect(startBoard({ stream, database_url, host: '127.0.0.1', port })).rejects.toThrow(
    `port ${port} on 127.0.0.1 is taken by another program`,
  );
});

test('another site’s name for this machine is not answered', async () => {
  const statusFor = (host: string) =>
    new Promise<number>((resolve, reject) => {
      request(`${open.url}/api/cells`, { headers: { host } }, (response) => {
        response.resume();
        resolve(response.statusCode!);
      })
        .on('error', reject)
        .end();
    });
  expect(await statusFor('rebound.example')).toBe(421);
  expect(await statusFor('localhost:9')).toBe(200);
});

test('without the key: a problem for programs, a form for people, and nothing of the cells', async () => {
  for (const path of ['/api/cells', '/api/live', '/api/openapi.json', '/api/docs', '/page/main.js', '/api/health']) {
    const response = await fetch(`${locked.url}${path}`);
    expect([path, response.status, response.headers.get('www-authenticate')]).toEqual([path, 401, 'Bearer']);
    expect(await response.json()).toMatchObject({ expected: 'Bearer and the key' });
  }
  const page = await fetch(locked.url, { headers: { accept: 'text/html' } });
  expect(page.status).toBe(401);
  expect(await page.text()).toMatch(/<label for="access_key">/);
  expect((await fetch(`${locked.url}/page/style.css`)).status).toBe(200);
});

test('a program shows the key as bearer', async () => {
  const statusWith = async (authorization: string) =>
    (await fetch(`${locked.url}/api/cells`, { headers: { authorization } })).status;
  expect(await statusWith(`Bearer ${access_key}`)).toBe(200);
  expect(await statusWith(`Bearer ${access_key}x`)).toBe(401);
  expect(await statusWith(`Basic ${btoa(`:${access_key}`)}`)).toBe(401);
});

test('a browser shows the key once, gets a cookie that no script reads, and loses the key from its address', async () => {
  const shown = await fetch(`${locked.url}/?access_key=${access_key}&x=1`, { redirect: 'manual' });
  expect([shown.status, shown.headers.get('location')]).toEqual([303, '/?x=1']);
  const cookie = shown.headers.get('set-cookie')!;
  expect(cookie).toMatch(/^cellwatch_access=[\w-]+; Path=\/; HttpOnly; SameSite=Lax/);
  expect(cookie).not.toContain(access_key);
  const [pair] = cookie.split(';');
  expect((await fetch(`${locked.url}/api/cells`, { headers: { cookie: pair } })).status).toBe(200);

  const wrong = await fetch(`${locked.url}/?access_key=wrong`, {
    redirect: 'manual',
    headers: { accept: 'text/html' },
  });
  expect([wrong.status, wrong.headers.get('set-cookie')]).toEqual([401, null]);
  expect(await wrong.text()).toMatch(/not this board’s key/);
});

test('the key is no way to another site', async () => {
  for (const path of ['//evil.example/', '/.//evil.example/', '/%5Cevil.example']) {
    const shown = await fetch(`${locked.url}${path}?access_key=${access_key}`, { redirect: 'manual' });
    expect(shown.headers.get('location')).not.toMatch(/^\/\/|^\/\\|^https?:/);
  }
});
