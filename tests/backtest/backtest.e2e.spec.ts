import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startBoard } from '@cellwatch/board';
import { definitionVersion } from '@cellwatch/electrochem';
import { cyclesCsv, encodeRecordBatch, encodeResult, topics, type CellAlert } from '@cellwatch/events';
import { syntheticCell, syntheticFleet } from '@cellwatch/synthetic-cell';
import { readCurrentCycles, readFacts } from '@cellwatch/timescale';
import { rulesText } from '../../services/cellwatch/src/rules-text.js';
import type { BacktestReport } from '../../services/cellwatch/src/verbs/backtest/backtest-report.js';
import { startHouse, type House } from '../support/house.js';
import { runProgram } from '../support/program.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

let house: House;
const data = temporaryFolder();
const file = (name: string) => join(data, name);
const starts_at_unix_second = 1_700_000_000;
/** The third one develops a short. Nine, so that threads share them. */
const fleet = syntheticFleet({ starts_at_unix_second, history_second: 12 * 86_400, cells: 9 });
const names = fleet.map(({ facts }) => facts.cell_id);
const shorted = names[2];
const strict = 'rules:\n  CE_DROP:\n    least_drop: 0.2 %\n  SOFT_SHORT: false\n';

const run = (...args: string[]) => runProgram(args, { DATABASE_URL: house.database.url }).ended;
async function report(...args: string[]): Promise<BacktestReport> {
  const { code, stdout, stderr } = await run('backtest', '--data', data, '--format', 'json', ...args);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as BacktestReport;
}
const rowsOf = (cell_id: string) =>
  house.rows<CellAlert>(
    `select rule, test_id, record_index::float8 as record_index, status, severity, derived_cycle_count, topic
    from alerts_current where cell_id = $1 order by rule collate "C", test_id, record_index`,
    [cell_id],
  );
const shown = ({ rule, test_id, record_index, status, severity, derived_cycle_count }: CellAlert) =>
  [rule, test_id, record_index, status, severity, derived_cycle_count].join(' ');
const everything = async () => [
  await house.rows(`select * from alerts order by cell_id, rule, test_id, record_index, rule_version, revision`),
  await house.rows(`select reader, cell_id, covers, state, dirty from checkpoints order by reader, cell_id`),
  await house.rows(`select * from rule_sets`),
  await Promise.all(Object.values(topics).map((topic) => house.stream.ends(topic))),
];

beforeAll(async () => {
  house = (await startHouse())!;
  await writeFile(file('strict.yaml'), strict);
  for (const [index, { facts, options }] of fleet.entries()) {
    await house.stream.publish([{ topic: topics.facts, key: facts.cell_id, value: encodeResult(facts) }]);
    const cell = syntheticCell({ ...options, live: false, cycles: index === 2 ? 18 : 6, sampling_second: 60 });
    for (let batch = cell.next(2_000); batch; batch = cell.next(2_000))
      await house.stream.publish([{ topic: topics.records, key: batch.cell_id, value: encodeRecordBatch(batch) }]);
  }
  await house.settled(names);
});
afterAll(() => house.stop());

test('the rules in force, replayed over what is stored, give what was told live', async () => {
  const { cells, summary, in_force_version, rules_version } = await report();
  expect([rules_version, in_force_version]).toEqual(['0', '0']);
  expect(cells.map(({ cell_id }) => cell_id)).toEqual(names);
  for (const { cell_id, alerts, change } of cells) {
    expect(change).toEqual({ new: [], gone: [], changed: [] });
    expect(alerts.map(({ alert }) => shown(alert)).sort()).toEqual((await rowsOf(cell_id)).map(shown).sort());
  }
  expect(summary.rules.map(({ rule }) => rule)).toContain('SOFT_SHORT');
  expect(summary.rules.find(({ rule }) => rule === 'SOFT_SHORT')!.cells).toEqual([shorted]);
});

test('other rules: what is new and what is gone beside those in force; nothing is written', async () => {
  const before = await everything();
  const { cells, summary } = await report('--cell', shorted, file('strict.yaml'));
  expect(cells).toHaveLength(1);
  const { gone, new: added } = cells[0].change!;
  expect(gone.map(({ alert }) => alert.rule)).toContain('SOFT_SHORT');
  expect(added.map(({ alert }) => alert.rule)).not.toContain('SOFT_SHORT');
  expect(summary.gone).toBe(gone.length);
  const { stdout } = await run('backtest', '--data', data, file('strict.yaml'));
  expect(stdout).toMatch(/would have fired \d+ times? \(\d+ critical\) on \d of 9 cells/);
  expect(stdout).toMatch(/^gone +SOFT_SHORT/m);
  const csv = (await run('backtest', '--data', data, '--format', 'csv', file('strict.yaml'))).stdout.split('\n');
  expect(csv[0]).toMatch(/^cell_id,rule,/);
  expect(csv.some((line) => line.startsWith(`${shorted},SOFT_SHORT`) && line.includes(',gone,'))).toBe(true);
  expect(await everything()).toEqual(before);
});

test('against labels: found with its latency, and what no label explains is listed', async () => {
  const [{ cycle }] = await house.rows<{ cycle: number }>(
    `select min(derived_cycle_count)::int as cycle from alerts_current where cell_id = $1 and severity <> 'notice'`,
    [shorted],
  );
  await writeFile(file('labels.csv'), `cell_id,fault,first_cycle,last_cycle\n${shorted},short,${cycle},\n`);
  const { score } = await report('--labels', file('labels.csv'));
  expect(score!.faults.short).toMatchObject({ labels: 1, found: 1, recall: 1, latency_cycles: { p50: 0, p95: 0 } });
  const { stdout } = await run('backtest', '--data', data, '--labels', file('labels.csv'));
  expect(stdout).toContain('false alarms per 1 000 cell-cycles');
  await writeFile(file('wrong.csv'), `cell_id,fault,first_cycle\n${shorted},shrot,1\n`);
  const wrong = await run('backtest', '--data', data, '--labels', file('wrong.csv'));
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('wrong.csv:2: fault is "shrot"')]);
});

test('a table of cycles, exported by this program, gives what the rules over cycles told', async () => {
  const facts = await readFacts(house.pool, shorted);
  const cycles = await readCurrentCycles(house.pool, shorted, definitionVersion, facts.facts_version);
  await writeFile(file('cycles.csv'), cyclesCsv(cycles));
  await writeFile(file('cell.yaml'), JSON.stringify({ ...facts, facts_version: undefined }));
  const { code, stdout } = await runProgram([
    'backtest',
    '-',
    file('cycles.csv'),
    '--cell',
    file('cell.yaml'),
    '--format',
    'json',
  ]).ended;
  expect(code).toBe(0);
  const { cells, in_force_version } = JSON.parse(stdout) as BacktestReport;
  expect(in_force_version).toBeNull();
  const ofCycles = (await rowsOf(shorted)).filter(({ topic }) => topic === topics.cycles);
  expect(ofCycles.length).toBeGreaterThan(0);
  const found = cells[0].alerts.filter(({ alert }) => alert.topic === topics.cycles);
  expect(found.map(({ alert }) => shown(alert)).sort()).toEqual(ofCycles.map(shown).sort());
});

test('a wrong file is refused with its lines, and what is in force stays', async () => {
  await writeFile(file('wrong.yaml'), 'rules:\n  CE_DORP: true\n  CE_DROP:\n    least_drop: 3 s\n');
  for (const args of [
    ['rules', 'check', file('wrong.yaml')],
    ['rules', 'accept', file('wrong.yaml'), '--yes', '--data', data],
    ['backtest', file('wrong.yaml'), '--data', data],
  ]) {
    const { code, stderr } = await run(...args);
    expect(code).toBe(2);
    expect(stderr).toContain('wrong.yaml:2: CE_DORP is no rule');
    expect(stderr).toContain('wrong.yaml:4: CE_DROP.least_drop is "3 s", expected a unit that fits');
  }
  expect(await house.rows(`select * from rule_sets`)).toEqual([]);
});

test('check says what is set beside the default, without a server', async () => {
  const { code, stdout } = await runProgram(['rules', 'check', file('strict.yaml')]).ended;
  expect(code).toBe(0);
  expect(stdout).toMatch(/^all +CE_DROP +least_drop +0\.002 +0\.01$/m);
  expect(stdout).toMatch(/^all +SOFT_SHORT +enabled +off +on$/m);
});

test('accept shows the back-test first, and only with --yes are the rules in force and followed', async () => {
  const shownFirst = await run('rules', 'accept', file('strict.yaml'), '--data', data);
  expect(shownFirst.stdout).toMatch(/^gone +SOFT_SHORT/m);
  expect([shownFirst.code, shownFirst.stderr]).toEqual([0, expect.stringContaining('nothing is accepted')]);
  expect(await house.rows(`select * from rule_sets`)).toEqual([]);
  const { code, stderr } = await run('rules', 'accept', file('strict.yaml'), '--yes', '--data', data);
  const { rules_version } = rulesText(strict, '').rule_set;
  expect([code, stderr]).toEqual([0, expect.stringContaining(`rules ${rules_version} are in force`)]);
  await until(async () => !(await rowsOf(shorted)).some(({ rule }) => rule === 'SOFT_SHORT'));
  const again = await run('rules', 'accept', file('strict.yaml'), '--yes', '--data', data);
  expect(again.stdout).toContain('0 new, 0 gone');
  expect(again.stderr).toContain('were in force already');
  const { stdout } = await run('rules', 'show', '--data', data, '--format', 'json');
  expect(JSON.parse(stdout)).toMatchObject({ rules_version });
  expect((await run('rules', 'show', '--data', data)).stdout).toMatch(/^CE_DROP +on +least_drop +0\.002 +0\.01$/m);
});

test('the board tells the rules in force, and checks a text', async () => {
  const check_rules = (text: string) => rulesText(text, 'rules');
  const board = await startBoard({
    stream: house.stream,
    database_url: house.database.url,
    host: '127.0.0.1',
    port: 0,
    check_rules,
  });
  try {
    const told = (await (await fetch(`${board.url}/api/rules`)).json()) as { rules: { code: string }[] };
    expect(told).toMatchObject({ rules_version: rulesText(strict, '').rule_set.rules_version, source: strict });
    expect(told.rules.map(({ code }) => code)).toContain('CE_DROP');
    const post = async (body: unknown) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${board.url}/api/rules/check`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      return [response.status, await response.json()];
    };
    expect(await post({ text: 'rules:\n  CE_DORP: true\n' })).toEqual([
      200,
      { problems: [expect.stringMatching(/^rules:2: CE_DORP is no rule/)], rule_set: null },
    ]);
    expect(await post({ text: strict })).toEqual([
      200,
      { problems: [], rule_set: expect.objectContaining({ scopes: [] }) },
    ]);
    expect((await post({ texts: 1 }))[0]).toBe(400);
  } finally {
    await board.stop();
  }
});
