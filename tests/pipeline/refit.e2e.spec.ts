import { jest } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CellRefit } from '@cellwatch/fitting';
import { runProgram } from '../support/program.js';
import { syntheticSpectrum } from '../support/synthetic-spectrum.js';
import { temporaryFolder } from '../support/temporary-folder.js';

jest.setTimeout(300_000);

const folder = temporaryFolder();
const data = temporaryFolder();
const fileOf = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const run = (...args: string[]) => runProgram([...args, '--data', data]).ended;

test('a campaign, a cell and a file by another circuit; nothing changes before it is declared', async () => {
  const { frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm } = syntheticSpectrum('x', 22.3, {}, 'S2RW');
  const rows = frequency_hertz.map((hertz, at) => `${hertz},${real_impedance_ohm[at]},${imaginary_impedance_ohm[at]}`);
  const sweep = fileOf('ASSLB-07.csv', ['Frequency (Hz),Re(Z)/Ohm,Im(Z)/Ohm', ...rows, ''].join('\n'));
  const cell = fileOf('cell.yaml', 'cell_id: ASSLB-07\ncampaign: Pressure\narea_cm2: 0.785398\n');
  expect((await run('import', sweep, '--cell', cell)).code).toBe(0);

  const text = await run('refit', 'Pressure', '--circuit', 'S2RW');
  expect([text.code, text.stderr]).toEqual([0, '']);
  expect(text.stdout).toMatch(/^ASSLB-07: S2RW, beside S2W, which is declared$/m);
  expect(text.stdout).toMatch(/^S2RW: 1 of 1 accepted, 1 comparable, 1 with R_ct, median reduced χ² [\d.e-]+$/m);
  expect(text.stdout).toMatch(/^current, S2W: 1 of 1 accepted/m);
  expect(text.stdout).toMatch(/^1 tell the two apart, 0 do not/m);

  const { cells, summary } = JSON.parse(
    (await run('refit', sweep, '--circuit', 'S2RW', '--format', 'json')).stdout,
  ) as {
    cells: CellRefit[];
    summary: { spectra: number };
  };
  expect(summary.spectra).toBe(1);
  const [{ refit, current }] = cells[0].spectra;
  expect(refit.charge_transfer_resistance_ohm! / 22.3).toBeCloseTo(1, 3);
  expect(current).toMatchObject({ circuit_id: 'S2W', spectrum_id: refit.spectrum_id });

  const declared = await run('refit', 'ASSLB-07', '--circuit', 'S2RW', '--format', 'csv', '--declare');
  expect(declared.code).toBe(0);
  const [head, asked, beside] = declared.stdout.split('\n');
  expect(head).toMatch(/^side,cell_id,spectrum_id,/);
  expect([asked.split(',')[0], beside.split(',')[0]]).toEqual(['asked', 'current']);
  expect(asked).toContain('S2RW');
  expect(beside).toContain('S2W');
  expect(declared.stderr).toMatch(/S2RW is declared for 1 cell, and their spectra are refitted/);
  const after = JSON.parse((await run('refit', 'ASSLB-07', '--circuit', 'S2W', '--format', 'json')).stdout) as {
    cells: CellRefit[];
  };
  expect(after.cells[0]).toMatchObject({ declared_circuit_id: 'S2RW', spectra: [{ current: { circuit_id: 'S2RW' } }] });
});

test('what names nothing, and what is no circuit, is told', async () => {
  const nobody = await run('refit', 'nobody', '--circuit', 'S2W');
  expect(nobody.code).toBe(1);
  expect(nobody.stderr).toContain('nobody: no such cell was ever seen, and no campaign and no file is called so');
  const wrong = await run('refit', 'nobody', '--circuit', 'R0-p(');
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain('S2W');
  const letter = await run('refit', fileOf('letter.txt', 'Dear lab,\n'), '--circuit', 'S2W');
  expect(letter.stderr).toContain('got no impedance sweeps, expected a cell, a campaign or a file of them');
});
