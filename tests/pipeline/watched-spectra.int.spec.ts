import { jest } from '@jest/globals';
import { appendFileSync, copyFileSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readSpectra as readSweeps } from '@cellwatch/cyclers';
import { watchFolder } from '@cellwatch/ingest';
import { readRejects, readResistances, readSpectra } from '@cellwatch/timescale';
import { startHouse, type House } from '../support/house.js';
import { hasSharedData, sharedData } from '../support/shared-data.js';
import { syntheticSpectrum } from '../support/synthetic-spectrum.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

jest.setTimeout(180_000);

let house: House;
let folder: string;
let watching: Awaited<ReturnType<typeof watchFolder>>;
let taken: string[];
let troubles: string[];
beforeAll(async () => {
  house = (await startHouse())!;
});
afterAll(() => house?.stop());
beforeEach(() => {
  folder = temporaryFolder();
  taken = [];
  troubles = [];
});
afterEach(() => watching.stop());

async function follow(): Promise<void> {
  watching = await watchFolder(house.stream, house.pool, {
    folder,
    time_zone: 'UTC',
    onTaken: (path, { spectra, records }) => taken.push(`${basename(path)} ${spectra} ${records}`),
    onTrouble: (path, error) => troubles.push(`${basename(path)}: ${error.message}`),
  });
}
const spectraOf = (cell_id: string) => readSpectra(house.pool, cell_id);
const refusedOf = async (name: string) =>
  (await readRejects(house.pool, { limit: 1000 })).filter(({ source }) => source === join(folder, name));

const header = 'Frequency (Hz),Re(Z)/Ohm,Im(Z)/Ohm\n';
function linesOf(ohm: number): string[] {
  const { frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm } = syntheticSpectrum('x', ohm);
  return frequency_hertz.map((hertz, at) => `${hertz},${real_impedance_ohm[at]},${imaginary_impedance_ohm[at]}\n`);
}

/** One of each format that is read, and its sweeps. */
const files: [file: string, sweeps: number][] = [
  ['maccor/maccor_test_file_4267-66-6519.EDA0001.041', 1],
  ['eis/biologic/exampleDataBioLogic.mpt', 1],
  ['eis/biologic/peis.mpr', 1],
  ['eis/biologic/geis.mpt.gz', 61],
  ['eis/gamry/exampleDataGamry.DTA', 1],
  ['eis/zplot/Circuit1_EIS_1.z', 1],
  ['eis/csv/exampleData.csv', 1],
  ['eis/other/exampleDataVersaStudio.par', 1],
  ['eis/other/exampleDataCHInstruments.txt', 1],
  ['eis/other/exampleDataAutolab.txt', 1],
  ['long_cycling/batterydata_p492-13/p492-13-raw.csv', 1],
];

(hasSharedData() ? test : test.skip)(
  'real files of every format: their sweeps land, each under its cell, each fitted once',
  async () => {
    const cells = new Map<string, number>();
    for (const [file, sweeps] of files) {
      const name = basename(file);
      copyFileSync(sharedData(file), join(folder, name));
      if (name.endsWith('.gz')) continue;
      const read = readSweeps(readFileSync(sharedData(file)), { file_name: name });
      if (read.kind === 'refused') throw new Error(read.message);
      const cell_id = read.spectra[0].meta.specimen;
      cells.set(cell_id, (cells.get(cell_id) ?? 0) + sweeps);
    }
    await follow();
    await until(() =>
      files.every(([file, sweeps]) => taken.some((one) => one.startsWith(`${basename(file)} ${sweeps} `))),
    );
    await house.settled([...cells.keys()]);
    for (const [cell_id, sweeps] of cells) {
      expect([cell_id, (await spectraOf(cell_id)).length]).toEqual([cell_id, sweeps]);
      expect([cell_id, (await readResistances(house.pool, cell_id)).length]).toEqual([cell_id, sweeps]);
    }
    const [{ count }] = await house.rows<{ count: number }>(`select count(*)::int as count from spectra`);
    expect(count).toBe(files.reduce((sum, [, sweeps]) => sum + sweeps, 0));
    expect(troubles).toEqual([]);
    // The hub's file is a cycler's as well.
    expect(taken.some((one) => /^p492-13-raw\.csv 0 [1-9]/.test(one))).toBe(true);

    // The same again, by another watch and after being touched: nothing is taken twice.
    await watching.stop();
    taken = [];
    await follow();
    const fresh = join(folder, 'fresh.csv');
    writeFileSync(fresh, header + linesOf(20).join(''));
    await until(() => taken.some((one) => one.startsWith('fresh.csv 1')));
    await house.settled(['fresh']);
    expect(taken.filter((one) => !/^fresh| 0 0$/.test(one) && !one.startsWith('p492'))).toEqual([]);
    const [after] = await house.rows<{ count: number }>(`select count(*)::int as count from spectra`);
    expect(after.count).toBe(count + 1);
  },
);

test('a sweep that is put there whole is fitted without waiting for the file to rest', async () => {
  await follow();
  writeFileSync(join(folder, 'whole.csv'), header + linesOf(22.3).join(''));
  await until(async () => (await readResistances(house.pool, 'whole')).length === 1);
  const [{ verdict, charge_transfer_resistance_ohm }] = await readResistances(house.pool, 'whole');
  expect(verdict).toBe('accepted');
  expect(charge_transfer_resistance_ohm! / 22.3).toBeCloseTo(1, 3);
});

test('a sweep that still runs: its points so far are no spectrum beside the whole one, and stay in no trend', async () => {
  const path = join(folder, 'running.csv');
  const lines = linesOf(22.3);
  await follow();
  writeFileSync(path, header + lines.slice(0, 40).join(''));
  await until(async () => (await spectraOf('running')).length === 1);
  appendFileSync(path, lines.slice(40, 60).join('') + lines[60].slice(0, 20));
  appendFileSync(path, lines[60].slice(20) + lines.slice(61).join(''));
  await until(async () => (await spectraOf('running')).some(({ points }) => points === 81));
  await until(async () => (await spectraOf('running')).length === 1);
  await house.settled(['running']);
  const found = await readResistances(house.pool, 'running');
  expect(found.map(({ points }) => points)).toEqual([81]);
  const all = await house.rows<{ retracted: boolean; points: number }>(
    `select retracted, cardinality(frequency_hertz) as points from spectra where cell_id = 'running' order by 2`,
  );
  expect(all).toEqual([
    { retracted: true, points: 40 },
    { retracted: false, points: 81 },
  ]);
  expect(await refusedOf('running.csv')).toEqual([]);
});

test('a sweep that replaces another under its name takes nothing back, and one that comes back is there once', async () => {
  const path = join(folder, 'channel.csv');
  await follow();
  const put = async (ohm: number, count: number) => {
    const before = taken.length;
    writeFileSync(path, header + linesOf(ohm).join(''));
    await until(() => taken.length > before);
    await house.settled(['channel']);
    expect((await spectraOf('channel')).length).toBe(count);
  };
  await put(20, 1);
  await put(25, 2);
  await put(20, 2);
});

test('what cannot be taken is refused with its reason, once, and stops nobody', async () => {
  const long = new Date(Date.now() - 60_000);
  const put = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    utimesSync(join(folder, name), long, long);
  };
  const lines = linesOf(22.3);
  put('a-grid.csv', `Re(Z)/Ohm,Im(Z)/Ohm\n${lines.map((line) => line.slice(line.indexOf(',') + 1)).join('')}`);
  put('b-word.csv', header + [...lines.slice(0, 40), '7,oops,-1\n', ...lines.slice(40)].join(''));
  put('c-specific.csv', `Frequency (Hz),Re(Z)/Ohm.cm2,Im(Z)/Ohm.cm2\n${lines.join('')}`);
  put('z-good.csv', header + lines.join(''));
  await follow();
  for (const cell_id of ['b-word', 'z-good']) await until(async () => (await spectraOf(cell_id)).length === 1);
  for (const name of ['a-grid.csv', 'b-word.csv', 'c-specific.csv'])
    await until(async () => (await refusedOf(name)).length > 0);
  expect(await refusedOf('a-grid.csv')).toMatchObject([
    { reason: 'impedance_sweep', line: 0, message: expect.stringContaining('without one of frequency') },
  ]);
  expect(await refusedOf('b-word.csv')).toMatchObject([{ line: 42 }]);
  expect((await spectraOf('b-word')).map(({ points }) => points)).toEqual([81]);
  expect(await refusedOf('c-specific.csv')).toMatchObject([
    { message: expect.stringContaining('expected area_cm2 in the facts of the cell') },
  ]);
  expect(troubles).toEqual([]);
});
