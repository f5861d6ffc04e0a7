import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { boards } from './board-queries.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const provisioning = join(root, 'libs/dashboards/dist/provisioning');
const mounted = '/etc/grafana/provisioning';

interface DataSources {
  apiVersion: number;
  datasources: { uid: string; type: string; jsonData: object; secureJsonData: object; editable: boolean }[];
}

beforeAll(() => {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-b', 'libs/dashboards'], { cwd: root });
  execFileSync(process.execPath, ['libs/dashboards/dist/emit.js'], { cwd: root });
});

const yaml = <T>(path: string) => parse(readFileSync(`${provisioning}/${path}`, 'utf8')) as T;

test('the build writes the boards where the provider looks for them, and nothing else', () => {
  const files = readdirSync(provisioning, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.map(({ parentPath, name }) => relative(provisioning, join(parentPath, name))).sort()).toEqual([
    'dashboards/boards/cell.json',
    'dashboards/boards/fleet.json',
    'dashboards/cellwatch.yaml',
    'datasources/cellwatch.yaml',
  ]);
  const { providers } = yaml<{ providers: { options: { path: string } }[] }>('dashboards/cellwatch.yaml');
  expect(providers).toHaveLength(1);
  expect(existsSync(providers[0].options.path.replace(mounted, provisioning))).toBe(true);
});

test('what is emitted is what the queries are tested on', () => {
  for (const board of boards) {
    const file = `${provisioning}/dashboards/boards/${board.uid.replace('cellwatch-', '')}.json`;
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(board);
  }
});

test('the data source is the one that the boards name, with its password in a file', () => {
  const { apiVersion, datasources } = yaml<DataSources>('datasources/cellwatch.yaml');
  expect(apiVersion).toBe(1);
  expect(datasources).toMatchObject([
    {
      uid: 'cellwatch',
      type: 'grafana-postgresql-datasource',
      editable: false,
      jsonData: { timescaledb: true, timeInterval: '1s' },
      secureJsonData: { password: '$__file{/run/secrets/grafana/database_password}' },
    },
  ]);
});

test('no board, no data source and no secret is committed as JSON', () => {
  const tracked = execFileSync('git', ['ls-files', 'libs/dashboards'], { cwd: root, encoding: 'utf8' })
    .trim()
    .split('\n');
  expect(tracked.filter((path) => path.endsWith('.json')).map((path) => path.split('/').at(-1))).toEqual([
    'package.json',
    'tsconfig.json',
  ]);
});
