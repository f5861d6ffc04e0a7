import { gunzipSync } from 'node:zlib';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../support/program.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { hasSharedData, sharedData } from '../support/shared-data.js';

const withFiles = hasSharedData() ? describe : describe.skip;
withFiles('import', () => {
  const data = temporaryFolder();
  const tesla = sharedData('maccor/xTESLADIAG_000019_CH70.070.gz');

  test('the file whose one cycle number hides thirty cycles shows them, falling from 3.19 to 2.70 Ah', async () => {
    const { code, stdout } = await runProgram(['import', tesla, '--data', data, '--time-zone', 'America/Los_Angeles'])
      .ended;
    expect(code).toBe(0);
    expect(stdout).toMatch(/xTESLADIAG_000019_CH70\.070\.gz +xTESLADIAG_000019_CH70 +11669/);
    const discharges = [...stdout.matchAll(/^ *\d+ +1 +[\d.]+ +([\d.]+)/gm)].map(([, ampereHours]) =>
      Number(ampereHours),
    );
    expect(discharges.length).toBeGreaterThanOrEqual(30);
    expect(Math.max(...discharges)).toBeCloseTo(3.19, 2);
    expect(discharges.filter((value) => value > 2).at(-1)).toBeCloseTo(2.7, 1);
  });

  test('importing it again changes nothing', async () => {
    const again = ['import', tesla, '--data', data, '--time-zone', 'America/Los_Angeles'];
    const first = await runProgram(again).ended;
    const second = await runProgram(again).ended;
    expect(second.stdout).toBe(first.stdout);
  });

  test('a longer export of the same test adds what is new', async () => {
    const folder = temporaryFolder();
    const lines = gunzipSync(readFileSync(tesla)).toString('latin1').split('\n');
    writeFileSync(join(folder, 'short.070'), lines.slice(0, 3002).join('\n') + '\n');
    writeFileSync(join(folder, 'long.070'), lines.slice(0, 6002).join('\n') + '\n');
    const take = (file: string, into: string) =>
      runProgram(['import', join(folder, file), '--data', into, '--time-zone', 'UTC']).ended;
    const grown = join(folder, 'grown');
    await take('short.070', grown);
    const afterBoth = await take('long.070', grown);
    const atOnce = await take('long.070', join(folder, 'at-once'));
    expect(afterBoth.stdout).toBe(atOnce.stdout);
    expect(atOnce.stdout).toContain('6000');
  });

  test('a folder: every file has its row, refused rows their reason, and the exit code says so', async () => {
    const { code, stdout } = await runProgram(['import', sharedData('maccor'), '--data', data, '--time-zone', 'UTC'])
      .ended;
    expect(code).toBe(3);
    expect(stdout).toMatch(/EDA0001\.041 .* 0 +1 spectrum, 0 comparable/);
    expect(stdout).toMatch(/maccor_two\.txt .* 213 .* 1 truncated_row/);
  });
});

withFiles('without any server', () => {
  const rate = sharedData('maccor/example_rate.062');

  test('parse prints canonical records as CSV and as one object a line', async () => {
    const csv = await runProgram(['parse', rate, '--time-zone', 'America/Chicago']).ended;
    expect(csv.code).toBe(0);
    const [head, first] = csv.stdout.split('\n');
    expect(head).toContain('voltage_volt,current_ampere');
    expect(first).toContain('3.18760967');
    expect(csv.stdout.trim().split('\n')).toHaveLength(3593);
    const lines = await runProgram(['parse', rate, '--format', 'ndjson', '--time-zone', 'America/Chicago']).ended;
    expect(JSON.parse(lines.stdout.split('\n')[0])).toMatchObject({ record_index: 1, voltage_volt: 3.18760967 });
  });

  test('cycles prints the table; a cell that says its role has CE, one that does not has the reason', async () => {
    const folder = temporaryFolder();
    const facts = join(folder, 'cell.yaml');
    writeFileSync(facts, 'cell_id: B32B\nsystem: full_cell\nnominal_capacity_ah: 0.0125\n');
    const told = await runProgram(['cycles', rate, '--cell', facts, '--format', 'json', '--time-zone', 'UTC']).ended;
    const complete = (JSON.parse(told.stdout) as Record<string, unknown>[]).filter(
      ({ status }) => status === 'complete',
    );
    expect(complete.length).toBeGreaterThan(14);
    for (const { coulombic_efficiency } of complete) expect(coulombic_efficiency).toBeGreaterThan(0.9);
    const { stdout: csv } = await runProgram(['cycles', rate, '--cell', facts, '--time-zone', 'UTC']).ended;
    expect(csv.split('\r\n')[0]).toContain(',charging_edge_resistance_ohm,');
    expect(csv).not.toContain('[object');
    // A nominal capacity that cannot be: nothing is printed but why.
    writeFileSync(facts, 'cell_id: B32B\nsystem: full_cell\nnominal_capacity_ah: 12.5\n');
    const nothing = await runProgram(['cycles', rate, '--cell', facts, '--time-zone', 'UTC']).ended;
    expect(nothing.stderr).toContain('nothing passed 1 % of the nominal capacity of 12.5 Ah');
    const untold = await runProgram(['cycles', rate, '--format', 'json', '--time-zone', 'UTC']).ended;
    for (const cycle of JSON.parse(untold.stdout) as Record<string, unknown>[])
      expect(cycle).toMatchObject({ coulombic_efficiency: null, coulombic_efficiency_reason: 'role_unknown' });
  });

  test('what is no cycler file is refused with what was got and what was expected', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'letter.txt');
    writeFileSync(path, 'Dear lab,\nplease find attached nothing.\n');
    const { code, stderr, stdout } = await runProgram(['parse', path, '--time-zone', 'UTC']).ended;
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('unknown_format');
  });

  test('wrong usage ends with 2 and says what was expected', async () => {
    const { code, stderr } = await runProgram(['parse', rate, '--time-zone', 'Mars/Olympus']).ended;
    expect(code).toBe(2);
    expect(stderr).toContain('expected an IANA name');
  });
});

test('start shows the fleet, refuses a second owner, stops on a signal, and goes on where it was', async () => {
  const data = temporaryFolder();
  const start = ['start', '--data', data, '--port', '0'];
  const first = runProgram(start);
  await first.untilSaid(/Cellwatch is at http/);
  const url = /Cellwatch is at (\S+)/.exec(first.said())![1];
  await first.untilSaid('live');
  const cells = async () => ((await (await fetch(new URL('/api/cells', url))).json()) as { cells: object[] }).cells;
  expect((await cells()).length).toBeGreaterThanOrEqual(4);

  const second = await runProgram(start).ended;
  expect(second.code).toBe(1);
  expect(second.stderr).toContain(`already in use by process ${first.process.pid}`);

  const doctor = await runProgram(['doctor', '--data', data]).ended;
  expect(doctor.code).toBe(0);
  expect(doctor.stdout).toMatch(/✓ database +PostgreSQL 18/);

  first.process.kill('SIGINT');
  expect((await first.ended).code).toBe(0);

  const third = runProgram(start);
  await third.untilSaid('live');
  third.process.kill('SIGTERM');
  expect((await third.ended).code).toBe(0);
});
