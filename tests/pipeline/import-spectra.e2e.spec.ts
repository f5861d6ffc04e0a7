import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../support/program.js';
import { syntheticSpectrum } from '../support/synthetic-spectrum.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const data = temporaryFolder();
const fileOf = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const run = (...files: string[]) => runProgram(['import', ...files, '--cell', cell, '--data', data]).ended;
const cell = fileOf('cell.yaml', 'cell_id: ASSLB-07\narea_cm2: 0.785398\n');

test('a file of a sweep is fitted by the pipeline; twice is once, and what cannot be fitted says why', async () => {
  const { frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm } = syntheticSpectrum('x', 22.3);
  const rows = frequency_hertz.map((hertz, at) =>
    [hertz, real_impedance_ohm[at], imaginary_impedance_ohm[at]].join(','),
  );
  const whole = fileOf('whole.csv', ['Frequency (Hz),Re(Z)/Ohm,Im(Z)/Ohm', ...rows, ''].join('\n'));
  const short = fileOf('short.csv', ['Frequency (Hz),Re(Z)/Ohm,Im(Z)/Ohm', ...rows.slice(40, 43), ''].join('\n'));
  const first = await run(whole, short);
  expect(first.stderr).toBe('');
  expect(first.stdout).toMatch(/^whole\.csv +ASSLB-07 +0 +0 +0 +1 spectrum, 1 comparable$/m);
  expect(first.stdout).toMatch(
    /^short\.csv +ASSLB-07 +0 +0 +0 +1 spectrum, 0 comparable; 3 distinct frequencies, expected 5/m,
  );
  expect(first.code).toBe(0);
  const again = await run(whole);
  expect(again.stdout).toMatch(/1 spectrum, 1 comparable$/m);
});
