import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { compose, composeText, dockerfile, example, root, services } from './compose-file.js';

const once = new Set(['secrets', 'migrate']);
const ours = services.filter(({ service }) => service.build?.target === 'cellwatch');
const bytes = (text: string) => {
  const [, count, unit] = /^(\d+)(m|g|MB|GB)$/.exec(text)!;
  return Number(count) * (unit.startsWith('m') || unit === 'MB' ? 2 ** 20 : 2 ** 30);
};

test('it has a name, no version, and the parts that make a fleet', () => {
  expect(compose.name).toBe('cellwatch');
  expect(compose).not.toHaveProperty('version');
  expect(Object.keys(compose.services).sort()).toEqual(
    'alerts board cycles grafana ingest kafka migrate resistance secrets simulate store timescaledb'.split(' '),
  );
});

describe.each(services)('$name', ({ name, service }) => {
  test('is hardened', () => {
    expect(service).toMatchObject({
      init: true,
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      stop_grace_period: '30s',
      restart: once.has(name) ? 'no' : 'unless-stopped',
      logging: { driver: 'local', options: { 'max-size': '10m', 'max-file': '3' } },
    });
    expect(service.pids_limit).toBeGreaterThan(0);
    expect(service.user).toMatch(/^(node|appuser|postgres|472)$/);
    expect(service.tmpfs.some((path) => path.startsWith('/tmp'))).toBe(true);
    for (const dangerous of ['privileged', 'cap_add', 'devices', 'pid', 'ipc', 'userns_mode'])
      expect(service).not.toHaveProperty(dangerous);
    expect(JSON.stringify(service)).not.toContain('docker.sock');
  });

  test('has a limit of memory that its own settings fit in', () => {
    const limit = filled(service.mem_limit);
    expect(bytes(limit)).toBeGreaterThanOrEqual(bytes('512m'));
    const heap = filled(service.environment?.KAFKA_HEAP_OPTS ?? '');
    if (heap) expect(bytes(heap.replace('-Xmx', ''))).toBeLessThanOrEqual(bytes(limit) / 3);
    const tuned = service.environment?.TS_TUNE_MEMORY;
    if (tuned) expect(filled(tuned)).toBe(limit);
  });

  test('publishes on this machine alone', () => {
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:\$\{[A-Z]+_PORT:-\d+\}:\d+$/);
  });

  test('keeps no secret in its environment', () => {
    for (const [variable, value] of Object.entries(service.environment ?? {})) {
      if (/PASSWORD|KEY$|KEY_FILE|SECRET|TOKEN|DATABASE_URL/.test(variable)) {
        expect(variable).toMatch(/_FILE$/);
        expect(value).toMatch(/^\/run\/secrets\/(database|grafana|board)\/\w+$/);
        const [, , , folder] = value.split('/');
        expect(service.volumes).toContain(`${folder}-secrets:/run/secrets/${folder}:ro`);
      } else expect(value).not.toMatch(/:\/\/\w+:\w+@/);
    }
  });

  test('mounts what is declared, and of this checkout only what is there, for reading', () => {
    for (const volume of service.volumes ?? []) {
      const [source, , mode] = filled(volume).split(':');
      if (!source.startsWith('.')) expect(Object.keys(compose.volumes)).toContain(source);
      else expect(mode).toBe('ro');
      if (source.startsWith('./libs')) expect(existsSync(join(root, source))).toBe(true);
    }
  });

  test('waits for what it needs in the right way', () => {
    for (const [needed, { condition }] of Object.entries(service.depends_on ?? {}))
      expect([needed, condition]).toEqual([
        needed,
        once.has(needed) ? 'service_completed_successfully' : 'service_healthy',
      ]);
  });

  test('takes a pinned image, or is built here', () => {
    if (service.build) return expect(service).not.toHaveProperty('image');
    expect(service.image).toMatch(/^[\w/]+:\$\{[A-Z]+_TAG:-[\w.-]+\}$/);
    expect(service.image).not.toContain('latest');
  });

  test('is asked for its health, or ends', () => {
    if (once.has(name) || name === 'simulate') return expect(service.healthcheck).toEqual({ disable: true });
    if (service.build?.target === 'cellwatch') return expect(service).not.toHaveProperty('healthcheck');
    expect(service.healthcheck!.test![0]).toBe('CMD');
  });
});

test.each(ours.filter(({ name }) => name !== 'secrets'))('what $name runs is in the sources', ({ service }) => {
  const [node, file] = service.command!;
  expect(node).toBe('node');
  const source = file.replace(/dist\/main\.js$/, 'src/main.ts');
  expect(existsSync(join(root, source))).toBe(true);
});

const readVariables = (file: string) =>
  Array.from(
    readFileSync(join(root, file), 'utf8').matchAll(/(?:required|optional|whole)\('([A-Z_]+)'/g),
    ([, name]) => name,
  );

test.each(ours.filter(({ service }) => service.command![1].endsWith('dist/main.js')))(
  'what $name is told is what it reads, and what it must have it is told',
  ({ service }) => {
    const text = readFileSync(join(root, service.command![1].replace('dist/main.js', 'src/main.ts')), 'utf8');
    const read = readVariables(service.command![1].replace('dist/main.js', 'src/main.ts'));
    const told = Object.keys(service.environment!).filter((name) => name !== 'LOG_LEVEL');
    expect(read).toEqual(expect.arrayContaining(told.map((name) => name.replace(/_FILE$/, ''))));
    const must = Array.from(text.matchAll(/required\('([A-Z_]+)'/g), ([, name]) => name);
    expect(told.map((name) => name.replace(/_FILE$/, ''))).toEqual(expect.arrayContaining(must));
  },
);

test.each(['migrate', 'simulate'])('the verb %s reads its settings as the services do, files included', (verb) => {
  const told = Object.keys(compose.services[verb].environment!).filter((name) => name !== 'LOG_LEVEL');
  expect(told.map((name) => name.replace(/_FILE$/, ''))).toEqual(
    readVariables('services/cellwatch/src/fleet-settings.ts'),
  );
  expect(readFileSync(join(root, `services/cellwatch/src/verbs/${verb}.ts`), 'utf8')).toContain('fleetSettings()');
});

test('a board that listens to more than its own container has a key', () => {
  expect(compose.services.board.environment).toMatchObject({
    BOARD_HOST: '0.0.0.0',
    BOARD_ACCESS_KEY_FILE: '/run/secrets/board/access_key',
  });
});

test('every setting is in .env.example with the value that holds without it, and none is there in vain', () => {
  const used = new Map(
    Array.from(composeText.matchAll(/\$\{([A-Z_]+)(?::-([^}]*))?\}/g), ([, name, value]) => [name, value]),
  );
  expect(Object.fromEntries([...used].sort())).toEqual(Object.fromEntries(Object.entries(example).sort()));
  expect(composeText).not.toMatch(/\$[A-Za-z]/);
});

test('the tags of the images that are built are arguments of the Dockerfile, with the same defaults', () => {
  const args = Object.fromEntries(
    Array.from(dockerfile.matchAll(/^ARG (\w+)=(.+)$/gm), ([, name, value]) => [name, value]),
  );
  for (const { service } of services.filter(({ service }) => service.build)) {
    expect(Object.keys(service.build!.args)).toEqual(Object.keys(args));
    for (const [name, value] of Object.entries(service.build!.args)) expect(filled(value)).toBe(args[name]);
    expect(dockerfile).toContain(` AS ${service.build!.target}\n`);
  }
  expect(args.GRAFANA_TAG).toBe('13.1.4');
});

test('Kafka is told everything that it loses its defaults for', () => {
  const { environment } = compose.services.kafka;
  expect(environment).toMatchObject({
    KAFKA_PROCESS_ROLES: 'broker,controller',
    KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
    KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
    KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
    KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
    KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
    KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR: '1',
    KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR: '1',
    KAFKA_LOG_RETENTION_HOURS: '168',
  });
  const listeners = environment!.KAFKA_LISTENERS.split(',').map((listener) => listener.split('://')[0]);
  const protocols = environment!.KAFKA_LISTENER_SECURITY_PROTOCOL_MAP.split(',').map((pair) => pair.split(':')[0]);
  const advertised = environment!.KAFKA_ADVERTISED_LISTENERS.split(',').map((listener) => listener.split('://')[0]);
  expect(protocols.sort()).toEqual(listeners.toSorted());
  expect([...advertised, environment!.KAFKA_CONTROLLER_LISTENER_NAMES].sort()).toEqual(listeners.toSorted());
  expect(advertised).toContain(environment!.KAFKA_INTER_BROKER_LISTENER_NAME);
  expect(Buffer.from(filled(environment!.CLUSTER_ID), 'base64url')).toHaveLength(16);
  expect(compose.services.kafka.volumes).toContain(`kafka-data:${environment!.KAFKA_LOG_DIRS}`);
  const { interval, start_period } = compose.services.kafka.healthcheck!;
  expect([parseInt(interval!), parseInt(start_period!)]).toEqual([15, 20]);
});

test('Grafana stays at home, finds its database, and shows the fleet first', () => {
  const { environment } = compose.services.grafana;
  expect(environment).toMatchObject({
    GF_PLUGINS_PREINSTALL_DISABLED: 'true',
    GF_ANALYTICS_REPORTING_ENABLED: 'false',
    GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
    GF_DASHBOARDS_MIN_REFRESH_INTERVAL: '1s',
  });
  const datasource = readFileSync(join(root, 'libs/dashboards/provisioning/datasources/cellwatch.yaml'), 'utf8');
  for (const [, name] of datasource.matchAll(/: \$([A-Z_]+)$/gm)) expect(environment).toHaveProperty(name);
  const login = readFileSync(join(root, 'libs/dashboards/sql/create-grafana-login.sql'), 'utf8');
  expect(login).toContain(`create role ${environment!.CELLWATCH_DATABASE_USER} login`);
});

describe('the image', () => {
  test('runs as nobody in particular, from built code without sources', () => {
    const final = dockerfile.slice(dockerfile.indexOf(' AS cellwatch'), dockerfile.indexOf('AS grafana'));
    expect(final).toMatch(/^USER node$/m);
    expect(final).toContain('COPY --from=build /app .');
    expect(dockerfile).toMatch(/^RUN npm run build$/m);
    expect(dockerfile).toContain('npm prune --omit=dev');
    for (const folder of ['database', 'grafana', 'board']) expect(final).toContain(`/run/secrets/${folder}`);
  });

  test('asks the port that it serves for readiness, and tells by its exit code', async () => {
    const [, command] = /HEALTHCHECK .*?CMD (\[.*\])/.exec(dockerfile)!;
    const [node, ...args] = JSON.parse(command) as string[];
    expect(node).toBe('node');
    let status = 200;
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url!);
      response.writeHead(status).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const env = { ...process.env, HEALTH_PORT: String((server.address() as AddressInfo).port) };
    const check = () =>
      promisify(execFile)(process.execPath, args, { env }).then(
        () => 0,
        ({ code }) => code as number,
      );
    expect(await check()).toBe(0);
    status = 503;
    expect(await check()).toBe(1);
    expect(asked).toEqual(['/health/ready', '/health/ready']);
    await new Promise((resolve) => server.close(resolve));
    expect(await check()).toBe(1);
  });
});

test('secrets are made once, differ, can be read by other users, and the URL has the password in it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cellwatch-secrets-'));
  for (const name of ['database', 'grafana', 'board']) mkdirSync(join(folder, name));
  const [node, flag, script] = compose.services.secrets.command!;
  expect([node, flag]).toEqual(['node', '--eval']);
  const make = () =>
    execFileSync(process.execPath, [flag, script.replaceAll('/run/secrets', folder)], {
      encoding: 'utf8',
      env: { ...process.env, WELCOME: compose.services.secrets.environment!.WELCOME },
    });
  const names = [
    'database/password',
    'database/url',
    'grafana/admin_password',
    'grafana/database_password',
    'board/access_key',
  ];
  const read = () => names.map((name) => readFileSync(join(folder, name), 'utf8'));
  const welcome = make();
  const first = read();
  make();
  expect(read()).toEqual(first);
  expect(new Set(first).size).toBe(5);
  expect(first[1]).toBe(`postgres://cellwatch:${first[0]}@timescaledb:5432/cellwatch`);
  for (const name of names) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o444);
  for (const secret of first) {
    expect(secret.length).toBeGreaterThanOrEqual(48);
    expect(welcome).not.toContain(secret);
  }
  rmSync(folder, { recursive: true, force: true });
});

const client = spawnSync('docker', ['compose', 'version']).status === 0;
(client ? test : test.skip)('docker compose itself takes the file (skipped where there is no docker compose)', () => {
  const { status, stderr } = spawnSync('docker', ['compose', 'config', '--quiet'], { cwd: root, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
});

/** What compose makes of a value where no setting was changed. */
function filled(text: string): string {
  return text.replaceAll(/\$\{[A-Z_]+:-([^}]*)\}/g, (_, value: string) => value);
}
