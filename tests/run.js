// The one test command. Does its own set-up, runs everything, and says at the end what could not be exercised.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, 'node_modules/.cache/cellwatch');
const unexercised = join(cache, 'unexercised.txt');
const report = join(cache, 'jest.json');
const long = process.argv.includes('--long');
const only = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));

process.chdir(root);
mkdirSync(cache, { recursive: true });
rmSync(unexercised, { force: true });
rmSync(report, { force: true });

const environment = {
  ...process.env,
  NX_DAEMON: 'false',
  NX_TUI: 'false',
  NX_NO_CLOUD: 'true',
  CELLWATCH_UNEXERCISED: unexercised,
  ...(long ? { CELLWATCH_LONG: '1' } : {}),
};

function run(title, command, args, env = environment) {
  console.log(`\n== ${title}`);
  const began = Date.now();
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', env });
  console.log(`== ${title}: ${status === 0 ? 'ok' : 'FAILED'} in ${((Date.now() - began) / 1000).toFixed(1)} s`);
  if (error) console.error(error.message);
  return status === 0;
}

/** Debian's packages that the tests use as real peers; elsewhere what is missing is skipped loudly. */
function installPeers() {
  const wanted = {
    java: 'openjdk-17-jre-headless',
    mvn: 'maven',
    chromium: 'chromium',
    kcat: 'kcat',
    'prometheus-alertmanager': 'prometheus-alertmanager',
  };
  const missing = Object.entries(wanted)
    .filter(([command]) => spawnSync('which', [command]).status !== 0)
    .map(([, name]) => name);
  if (!existsSync('/usr/lib/postgresql/15/bin/postgres') && existsSync('/etc/debian_version'))
    missing.push('postgresql-15');
  if (missing.length === 0) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get update', 'apt-get', ['update', '-qq'], env);
  for (const name of missing)
    run(`install ${name}`, 'apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], env);
}

if (process.env.CI === 'true') installPeers();

const steps = [
  ['build', 'npx', ['--no-install', 'nx', 'run-many', '-t', 'build', '--outputStyle=static']],
  ['built output loads', process.execPath, ['tests/support/import-built.js']],
  ['types', 'npx', ['--no-install', 'tsc', '-p', 'tests/tsconfig.json']],
  ['lint', process.execPath, ['tests/support/lint.js']],
];
const jest = [
  '--experimental-vm-modules',
  '--no-warnings',
  'node_modules/jest/bin/jest.js',
  '--forceExit',
  '--json',
  `--outputFile=${report}`,
];
const failed = steps.filter(([title, command, args]) => !run(title, command, args)).map(([title]) => title);
if (!run('jest', process.execPath, [...jest, ...only])) failed.push('jest');

if (existsSync(unexercised)) {
  const lines = [...new Set(readFileSync(unexercised, 'utf8').trim().split('\n'))];
  console.log(`\n!!!! NOT EXERCISED HERE: ${lines.join('; ')}`);
}
const counts = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {};
if (failed.length > 0) console.log(`\nfailed: ${failed.join(', ')}`);
console.log(
  `\n${counts.numPassedTests ?? 0} passed, ${(counts.numFailedTests ?? 0) + failed.length - (failed.includes('jest') ? 1 : 0)} failed, ${counts.numPendingTests ?? 0} skipped`,
);
process.exit(failed.length > 0 ? 1 : 0);
