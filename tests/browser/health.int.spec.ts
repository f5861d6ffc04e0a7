import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { required, serveHealth, serviceMetrics, settings, type HealthServer, type Readiness } from '@cellwatch/health';

let readiness: Readiness | Error = { ok: true, detail: {} };
let health: HealthServer;

beforeAll(async () => {
  const metrics = serviceMetrics('store');
  metrics.received.inc({ topic: 'cycler.records' }, 3);
  health = await serveHealth({
    port: 0,
    registry: metrics.registry,
    async ready() {
      if (readiness instanceof Error) throw readiness;
      return readiness;
    },
  });
});

afterAll(() => health.close());

const get = (path: string, method = 'GET') => fetch(`http://127.0.0.1:${health.port}${path}`, { method });

test('a service that is not ready says why, and lives', async () => {
  expect((await get('/health/ready')).status).toBe(200);
  readiness = { ok: false, detail: { database: 'away' } };
  const told = await get('/health/ready');
  expect([told.status, await told.json()]).toEqual([503, { ok: false, database: 'away' }]);
  readiness = new Error('connect ECONNREFUSED');
  const broken = await get('/health/ready');
  expect([broken.status, await broken.json()]).toEqual([503, { ok: false, message: 'connect ECONNREFUSED' }]);
  expect((await get('/health/live')).status).toBe(200);
});

test('metrics carry the service, its counters and the event loop’s delay', async () => {
  const text = await (await get('/metrics')).text();
  expect(text).toMatch(/^cellwatch_received_total\{topic="cycler.records",service="store"\} 3$/m);
  expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds\{service="store"\} /m);
});

test('nothing else is offered', async () => {
  expect((await get('/')).status).toBe(404);
  expect((await get('/health/live', 'POST')).status).toBe(404);
});

test('a taken port is an error', async () => {
  const again = serveHealth({ port: health.port, ready: async () => ({ ok: true, detail: {} }) });
  await expect(again).rejects.toThrow('EADDRINUSE');
});

test('a secret is read from its file, without the line’s end', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cellwatch-settings-'));
  const path = join(folder, 'url');
  await writeFile(path, 'postgres://cellwatch\n');
  expect(settings({ url: required('URL') }, { URL_FILE: path })).toEqual({ url: 'postgres://cellwatch' });
  await writeFile(path, '\n');
  expect(() => settings({ url: required('URL') }, { URL_FILE: path })).toThrow('URL (or URL_FILE) is not set');
  await rm(folder, { recursive: true });
});
