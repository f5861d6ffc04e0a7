import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { referenceCell } from '@cellwatch/synthetic-cell';
import { maccorFile, type MaccorFile } from '../support/maccor-file.js';
import { runProgram, type Running } from '../support/program.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const campaign = 'Stack pressure';
const mass = 0.01154535;
const failed = 8;
const simulated = [5, 40].flatMap((pressure, group) =>
  [1, 2, 3].map((replicate) => {
    const cell_id = `p${pressure}-r${replicate}`;
    const dead = pressure === 5 && replicate === 3;
    const file = maccorFile(cell_id, {
      // of the last cycle nobody knows that it is over
      cycles: dead ? failed + 1 : 13,
      capacity_ah: referenceCell.capacity_ah * (1 + 0.004 * replicate - 0.01 * group),
      fade_per_cycle: dead ? 0.02 : 0.003 - 0.001 * group + 0.0002 * replicate,
      coulombic_efficiency: 0.997,
      seed: 10 * group + replicate,
    });
    return { cell_id, pressure, replicate, dead, file };
  }),
);
type Simulated = (typeof simulated)[number];

const data = temporaryFolder();
const output = join(temporaryFolder(), 'paper');
let owner: Running;

beforeAll(async () => {
  const folder = temporaryFolder();
  owner = runProgram(['start', '--data', data, '--port', '0', '--no-demo']);
  await owner.untilSaid(/Cellwatch is at http/);
  for (const { cell_id, pressure, replicate, dead, file } of simulated) {
    const facts = {
      cell_id,
      campaign,
      system: 'full_cell',
      nominal_capacity_ah: referenceCell.capacity_ah,
      active_mass_gram: mass,
      area_cm2: 0.785398,
      formation_cycles: [1],
      factors: { pressure_mpa: pressure },
      replicate: `R${replicate}`,
      ...(dead ? { failed_at_cycle: failed } : {}),
    };
    writeFileSync(join(folder, `${cell_id}.json`), JSON.stringify(facts));
    writeFileSync(join(folder, `${cell_id}.001`), file.text);
    const taken = runProgram([
      ...['import', join(folder, `${cell_id}.001`), '--cell', join(folder, `${cell_id}.json`)],
      ...['--data', data, '--time-zone', 'UTC'],
    ]);
    expect(await taken.ended).toMatchObject({ code: 0 });
  }
});
afterAll(async () => {
  owner.process.kill('SIGINT');
  await owner.ended;
});

let lines: Record<string, string>[];

test('report writes its three files and says where, and who died', async () => {
  const { code, stdout, stderr } = await runProgram(['report', campaign, '--data', data, '--output', output]).ended;
  expect([code, stderr]).toEqual([0, '']);
  for (const extension of ['md', 'csv', 'html'])
    expect(stdout).toContain(join(output, `Stack-pressure.report.${extension}`));
  expect(stdout).toContain('pressure_mpa = 5: 3 cells; 1 of 3 cells died; Kaplan-Meier survival 66.7 % after cycle 8');
  expect(stdout).toContain('pressure_mpa = 40: 3 cells; 0 of 3 cells died; median life not reached.');
  lines = parseCsv(readFileSync(join(output, 'Stack-pressure.report.csv'), 'utf8'));
});

const ofGroup = (pressure: number) => simulated.filter((cell) => cell.pressure === pressure);
const discharge = ({ file }: { file: MaccorFile }, cycle: number) =>
  file.truth[cycle - 1].cycle_discharging_capacity_ah;
const retention = (cell: Simulated, cycle: number) => discharge(cell, cycle) / discharge(cell, 2);
const lineOf = (pressure: number, cell: string, quantity: string, at: string) => {
  const found = lines.filter(
    (line) =>
      line.group === `pressure_mpa = ${pressure}` && line.cell === cell && line.quantity === quantity && line.at === at,
  );
  expect([cell, quantity, at, found.length]).toEqual([cell, quantity, at, 1]);
  return found[0];
};
/** A plain recomputation, from what was really put into the cells and taken out. */
function expectMean(line: Record<string, string>, values: number[], tolerance = 0.001): void {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
  expect(Number(line.n)).toBe(values.length);
  expect(Math.abs(Number(line.value) / mean - 1)).toBeLessThan(tolerance);
  expect(Math.abs(Number(line.sd) - deviation) / mean).toBeLessThan(tolerance);
  const t = { 2: 12.7062, 3: 4.3027 }[values.length]!;
  const half = (t * deviation) / Math.sqrt(values.length);
  expect(Math.abs(Number(line.ci_high) - Number(line.value) - half) / mean).toBeLessThan(t * tolerance);
}

test('each cell’s capacity per gram in its first cycle is what was taken out of it', () => {
  for (const cell of simulated) {
    const line = lineOf(cell.pressure, cell.cell_id, 'specific_discharging_capacity_mah_per_gram', 'first cycle');
    const truth = (1000 * discharge(cell, 1)) / mass;
    expect(line).toMatchObject({ campaign, unit: 'mAh/g', n: '1' });
    expect(Math.abs(Number(line.value) / truth - 1)).toBeLessThan(0.001);
    expect(line.definition).toMatch(/^Q_d, .* per gram of active mass/);
    expect(line.facts_version).toMatch(/^[0-9a-f]{16}$/);
    const initial = lineOf(cell.pressure, cell.cell_id, 'initial_coulombic_efficiency', 'first cycle');
    const [first] = cell.file.truth;
    const efficiency = first.cycle_discharging_capacity_ah / first.cycle_charging_capacity_ah;
    expect(Math.abs(Number(initial.value) - efficiency)).toBeLessThan(0.0005);
  }
});

test('a group’s mean, deviation and interval are those of its cells', () => {
  for (const pressure of [5, 40]) {
    const values = (cycle: number) =>
      ofGroup(pressure)
        .filter(({ dead }) => !dead || cycle <= failed)
        .map((cell) => (1000 * discharge(cell, cycle)) / mass);
    expectMean(lineOf(pressure, '', 'specific_discharging_capacity_mah_per_gram', 'first cycle'), values(1));
    expectMean(lineOf(pressure, '', 'specific_reversible_capacity_mah_per_gram', 'cycle 10'), values(10));
  }
});

test('retention refers to the first cycle after formation; the dead cell does not flatter the mean of all', () => {
  const group = ofGroup(5);
  const survivors = lineOf(5, '', 'capacity_retention', 'cycle 10');
  expect(survivors).toMatchObject({ at_risk: '2', reference_cycle: '2' });
  const living = group.filter(({ dead }) => !dead).map((cell) => retention(cell, 10));
  expectMean(survivors, living);
  const all = lineOf(5, '', 'capacity_retention_of_all', 'cycle 10');
  const dead = group.find((cell) => cell.dead)!;
  expectMean(all, [...living, retention(dead, failed)]);
  expect(Number(all.value)).toBeLessThan(Number(survivors.value) - 0.02);
  expect(lineOf(5, dead.cell_id, 'capacity_retention', 'cycle 10')).toMatchObject({
    value: '',
    reason: `failed at cycle ${failed}`,
  });
  const healthy = ofGroup(40).map((cell) => retention(cell, 10));
  expectMean(lineOf(40, '', 'capacity_retention', 'cycle 10'), healthy);
  expectMean(lineOf(40, '', 'capacity_retention_of_all', 'cycle 10'), healthy);
});

test('survival is Kaplan and Meier’s', () => {
  const line = lineOf(5, '', 'survival', `cycle ${failed}`);
  expect(line).toMatchObject({ n: '3', at_risk: '3' });
  expect(Number(line.value)).toBeCloseTo(2 / 3, 12);
  expect(lines.filter(({ quantity, group }) => quantity === 'survival' && group === 'pressure_mpa = 40')).toEqual([]);
});

test('Markdown and page tell the same, and the page asks nobody', () => {
  const markdown = readFileSync(join(output, 'Stack-pressure.report.md'), 'utf8');
  const html = readFileSync(join(output, 'Stack-pressure.report.html'), 'utf8');
  const { value, sd } = lineOf(40, '', 'specific_reversible_capacity_mah_per_gram', 'cycle 10');
  const printed = `${Number(value).toFixed(1)} ± ${Number(sd).toFixed(1)}`;
  for (const text of [markdown, html]) {
    expect(text.includes(printed)).toBe(true);
    expect(text.includes(`failed at cycle ${failed}`)).toBe(true);
  }
  expect(/https?:\/\//.exec(html)).toBeNull();
});

test('a campaign that no cell is of is refused with those that there are', async () => {
  const { code, stderr } = await runProgram(['report', 'Stack', '--data', data]).ended;
  expect(code).toBe(1);
  expect(stderr).toContain('report "Stack": no cell is of this campaign; expected one of "Stack pressure"');
  const wrong = await runProgram(['report', campaign, '--data', data, '--end-of-life', '80']).ended;
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain('between 0 and 1');
});

function parseCsv(text: string): Record<string, string>[] {
  const rows = text
    .trimEnd()
    .split('\r\n')
    .map((row) =>
      [...row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
        quoted === undefined ? plain : quoted.replaceAll('""', '"'),
      ),
    );
  const [head, ...rest] = rows;
  return rest.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at]])));
}
