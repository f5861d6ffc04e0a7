import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../support/program.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const cells = join(folder, 'cells.yaml');
const write = (loading: number, label: string) =>
  writeFileSync(
    cells,
    `defaults:
  system: full_cell
  area_cm2: 0.785398
  one_c_milliampere_per_gram: 180
cells:
  - cell_id: ASSLB-07
    active_loading_mg_per_cm2: ${loading}
    ${label}
  - cell_id: ASSLB-08
    active_loading_mg_per_cm2: 14.7
`,
  );

test('cell check needs no server: conventions, what cannot be computed, and JSON of both', async () => {
  write(15.3, 'label: rate');
  const text = await runProgram(['cell', 'check', cells]).ended;
  expect([text.code, text.stderr]).toEqual([0, '']);
  expect(text.stdout).toMatch(/^ASSLB-07: rate$/m);
  expect(text.stdout).toMatch(/one c +0\.00216299 A +derived from one_c_milliampere_per_gram, active_loading/);
  expect(text.stdout).toMatch(
    /energy_density_watt_hour_per_kilogram +needs .*counter_loading_mg_per_cm2, or n_to_p_ratio/,
  );
  const json = await runProgram(['cell', 'check', cells, '--format', 'json']).ended;
  const [first] = JSON.parse(json.stdout) as { cell_id: string; conventions: object[]; wanted: object[] }[];
  expect(first.cell_id).toBe('ASSLB-07');
  expect(first.conventions).toContainEqual({
    name: 'first_half',
    value: 'charge',
    basis: 'derived',
    from: ['system'],
  });
});

test('what is wrong ends with 2: every problem with file, line, cell and field', async () => {
  write(15.3, 'reference_electrode: lithium');
  const { code, stderr, stdout } = await runProgram(['cell', 'check', cells]).ended;
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(
    /cells\.yaml:8: cell ASSLB-07: reference_electrode is lithium and system is full_cell, expected/,
  );
});

test('a file of many cells is not one cell’s', async () => {
  write(15.3, 'label: rate');
  const { code, stderr } = await runProgram(['cycles', cells, '--cell', cells]).ended;
  expect(code).toBe(2);
  expect(stderr).toContain('it describes 2 cells (ASSLB-07, ASSLB-08), expected one');
});

test('declare says what is new, what changed and in what, what is equal; then what was measured is observed', async () => {
  const data = temporaryFolder();
  const declare = () => runProgram(['cell', 'declare', cells, '--data', data]).ended;
  write(15.3, 'label: rate');
  const first = await declare();
  expect(first.code).toBe(0);
  expect(first.stdout).toMatch(/^ASSLB-07 +new +5 facts$/m);
  write(15.5, '# no label');
  const second = await declare();
  expect(second.stdout).toMatch(
    /^ASSLB-07 +changed +active_loading_mg_per_cm2 15\.3 → 15\.5; label "rate" → not declared$/m,
  );
  expect(second.stdout).toMatch(/^ASSLB-08 +equal$/m);

  const list = join(folder, 'observed.yaml');
  writeFileSync(join(folder, 'sem.png'), 'a picture');
  writeFileSync(join(folder, 'iv.csv'), 'voltage_volt,current_ampere\n-0.3,-0.49\n0,0\n0.3,0.49\n');
  const observed = (cell_id: string, unit: string) =>
    writeFileSync(
      list,
      `- cell_id: ASSLB-07
  quantity: electrode_thickness
  value: 25.4
  unit: ${unit}
  method: cross-section SEM
  observed_at: 2026-03-01T09:30:00+01:00
  attachment: sem.png
- cell_id: ${cell_id}
  quantity: electronic_conductivity
  unit: S/cm
  method: I-V sweep
  observed_at: 2026-03-02T09:30:00+01:00
  sweep: iv.csv
`,
    );
  observed('ASSLB-08', 'mm');
  const wrong = await runProgram(['observe', list, '--data', data]).ended;
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toMatch(
    /observed\.yaml:4: observation 1 of cell ASSLB-07, electrode_thickness: unit is "mm", expected "um"/,
  );
  observed('ASSLB-80', 'um');
  expect((await runProgram(['observe', list, '--data', data]).ended).stderr).toContain('no such cell: ASSLB-80');
  observed('ASSLB-08', 'um');
  const taken = await runProgram(['observe', list, '--data', data]).ended;
  expect([taken.code, taken.stderr]).toEqual([0, '']);
  expect(taken.stdout).toMatch(/^ASSLB-07 +[0-9a-f]{16} +electrode_thickness +25\.4 +um +new$/m);
  expect(taken.stdout).toMatch(/^ASSLB-08 +[0-9a-f]{16} +electronic_conductivity +- +S\/cm +new$/m);
  expect((await runProgram(['observe', list, '--data', data]).ended).stdout).toMatch(/25\.4 +um +there$/m);
});
