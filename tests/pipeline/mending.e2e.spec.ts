import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../support/program.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { lawCell } from '../support/law-cell.js';
import { writeMaccorText } from '@cellwatch/synthetic-cell';

const data = temporaryFolder();
const folder = temporaryFolder();
const run = (...args: string[]) => runProgram([...args, '--data', data]).ended;

/** A test as a file, which by its name belongs to `cell_id`. */
function fileOf(cell_id: string): string {
  const { batches } = lawCell(cell_id, 1);
  const path = join(folder, `${cell_id}.001`);
  const test = batches.filter(({ test_id }) => test_id === `${cell_id}-a`);
  const started_at_unix_second = test[0].columns.unix_time_second![0];
  const head = {
    file_name: `C:\\Data\\${cell_id}.001`,
    procedure: 'MEND.000',
    comment: '',
    exported_at_unix_second: started_at_unix_second + 40 * 86_400,
    started_at_unix_second,
    clock: 'second',
    signed_current: false,
  } as const;
  writeFileSync(path, [...writeMaccorText(test, head)].join(''));
  return path;
}

function factsFile(name: string, active_mass_gram: number): string {
  const path = join(folder, `${name}-${active_mass_gram}.yaml`);
  writeFileSync(
    path,
    `cell_id: ${name}\nsystem: full_cell\nnominal_capacity_ah: 0.002\nactive_mass_gram: ${active_mass_gram}\n`,
  );
  return path;
}

interface History {
  facts: { facts_version: string; current: boolean; facts: { active_mass_gram: number } }[];
  cycles: {
    shown: boolean;
    cycle: { facts_version: string; specific_discharging_capacity_mah_per_gram: number | null };
  }[];
}

test('a test on the wrong cell is moved, and importing its file again by the wrong name goes to the right one', async () => {
  const file = fileOf('right');
  const wrong = await run('import', file, '--cell', factsFile('wrong', 0.01), '--time-zone', 'UTC');
  expect(wrong.code).toBe(0);
  const [, test_id] = /^right\.001 +(\S+)/m.exec(wrong.stdout)!;
  expect(test_id).toBe('wrong');

  const nothing = await run('move', 'no-such-test', '--from', 'wrong', '--to', 'right');
  expect(nothing.code).toBe(1);
  const [, name] = /no-such-test is not booked on wrong, expected one of its tests: (\S+)/.exec(nothing.stderr)!;
  expect((await run('move', name, '--from', 'wrong', '--to', 'wrong')).code).toBe(2);

  const moved = await run('move', name, '--from', 'wrong', '--to', 'right');
  expect([moved.code, moved.stderr]).toEqual([0, '']);
  expect(moved.stdout).toMatch(new RegExp(`^${name}: \\d+ records moved from wrong to right$`, 'm'));
  expect(moved.stdout).toMatch(/^wrong +- +0$/m);
  expect(moved.stdout).toMatch(new RegExp(`^right +${name} +[1-9]\\d*$`, 'm'));

  const again = await run('import', file, '--cell', factsFile('wrong', 0.01), '--time-zone', 'UTC');
  expect(again.code).toBe(0);
  expect(again.stdout).toMatch(/^right\.001 +right +\d+ +[1-9]/m);
  expect((await run('history', 'wrong', '--format', 'json')).stdout).toContain('"cycles": []');
});

test('a mended fact computes anew, and the old value stays readable beside it', async () => {
  const file = fileOf('weighed');
  const first = await run('import', file, '--cell', factsFile('weighed', 0.01), '--time-zone', 'UTC');
  expect(first.code).toBe(0);
  await run('import', file, '--cell', factsFile('weighed', 0.02), '--time-zone', 'UTC');
  const { code, stdout } = await run('history', 'weighed', '--cycle', '2', '--format', 'json');
  expect(code).toBe(0);
  const { facts, cycles } = JSON.parse(stdout) as History;
  expect(facts.map(({ current, facts: { active_mass_gram } }) => [active_mass_gram, current])).toEqual([
    [0.01, false],
    [0.02, true],
  ]);
  const [old, now] = cycles.slice(-2);
  expect([old.cycle.facts_version, now.cycle.facts_version]).toEqual(facts.map(({ facts_version }) => facts_version));
  expect([old.shown, now.shown]).toEqual([false, true]);
  const capacity = ({ cycle }: History['cycles'][number]) => cycle.specific_discharging_capacity_mah_per_gram!;
  expect(capacity(old)).toBeGreaterThan(1);
  expect(capacity(now)).toBeCloseTo(capacity(old) / 2, 9);

  const text = await run('history', 'weighed', '--cycle', '2');
  const shown = `${facts[1].facts_version}, definition \\d+, shown`;
  expect(text.stdout).toMatch(new RegExp(`${facts[0].facts_version}, definition \\d+ +${shown}`));
  expect(text.stdout).toMatch(/^specific_discharging_capacity_mah_per_gram +[\d.]+ +[\d.]+$/m);
  const summary = await run('history', 'weighed');
  expect(summary.stdout).toContain('active_mass_gram 0.01 → 0.02');
  expect((await run('history', 'weighed', '--cycle', '999')).code).toBe(1);
  expect((await run('history', 'nobody')).stderr).toContain('nobody: no such cell was ever seen');
});

test('on the folder of no running program, recompute finds its own results equal', async () => {
  const { code, stdout } = await run('recompute');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^right: [1-9]\d* equal, 0 changed, 0 new, 0 gone, 1 open$/m);
  expect(stdout).toMatch(/^wrong: 0 equal, 0 changed, 0 new, 0 gone$/m);
});
