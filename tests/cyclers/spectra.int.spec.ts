import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readSpectra, type FileSpectrum, type SpectraRead } from '@cellwatch/cyclers';
import { fitSpectrum } from '@cellwatch/impedance';
import { hasSharedData, sharedData } from '../support/shared-data.js';

const given = hasSharedData() ? describe : describe.skip;

function bytesOf(path: string): Uint8Array {
  const bytes = readFileSync(path);
  return path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

function read(name: string): SpectraRead {
  const reading = readSpectra(bytesOf(sharedData(name)), { file_name: basename(name) });
  if (reading.kind === 'refused') throw new Error(reading.message);
  return reading;
}

function point({ frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm }: FileSpectrum, at: number) {
  return [frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm].map((column) => column.at(at));
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesUnder(path) : [path]));
}

/** First and last point as the file prints them, in Hz and Ω, the imaginary part negative where capacitive. */
const expected: [
  file: string,
  source_format: string,
  sweeps: number,
  points: number,
  first: number[],
  last: number[],
  measured_at: string | null,
][] = [
  ['maccor/maccor_test_file_4267-66-6519.EDA0001.041', 'maccor.eda', 1, 60, [999999, 0.773446, -0.849201], [1.25892, 22.095573, -0.307756], '2016-11-02T15:58:00'], // prettier-ignore
  ['eis/biologic/exampleDataBioLogic.mpt', 'biologic.mpt.eis', 1, 43, [1000.3201, 65.470886, -0.38998979], [0.01689554, 110.97003, -2.3458567], '2018-02-04T10:02:46'], // prettier-ignore
  ['eis/biologic/peis.mpt', 'biologic.mpt.eis', 1, 32, [199998.14, 10.512296, -0.73047662], [1.0000616, 18.024315, -2.6962531], '2021-03-02T16:17:59'], // prettier-ignore
  ['eis/biologic/geis.mpt.gz', 'biologic.mpt.eis', 61, 2499, [1000018.6, -42.986954, -80.752533], [0.43258584, 1877.2117, -1450.1073], '2021-03-03T20:40:41'], // prettier-ignore
  ['eis/biologic/peis.mpr', 'biologic.mpr.eis', 1, 32, [199998.14, 10.512296, -0.73047662], [1.0000616, 18.024315, -2.6962531], '2021-03-02T16:17:59'], // prettier-ignore
  ['eis/biologic/geis.mpr', 'biologic.mpr.eis', 61, 2499, [1000018.6, -42.986954, -80.752533], [0.43258584, 1877.2117, -1450.1073], '2021-03-03T20:40:41'], // prettier-ignore
  ['eis/gamry/exampleDataGamry.DTA', 'gamry.dta', 1, 72, [200015.6, 825.8584, -1367.239], [0.0158898, 17007.49, -6635.557], '2018-04-23T16:43:15'], // prettier-ignore
  ['eis/zplot/exampleDataZPlot.z', 'zplot.z', 1, 21, [300000, 147.77, -11.335], [3000, 613.68, -137.13], null],
  ['eis/zplot/Circuit1_EIS_1.z', 'zplot.z', 1, 48, [50000, 29.036, 0.63662], [1, 75.803, -0.16244], null],
  ['eis/zplot/Circuit1_EIS_2.z', 'zplot.z', 1, 48, [50000, 29.001, 0.5992], [1, 75.82, -0.17374], null],
  ['eis/zplot/Circuit2_EIS_1.z', 'zplot.z', 1, 56, [300000, 147.77, -11.335], [1, 654.19, 0.64271], null],
  ['eis/csv/exampleData.csv', 'csv.eis', 1, 66, [0.0031623, 0.0494998977640506, -0.020438698544418925], [10000, 0.015771482660485933, 0.010157474564938236], null], // prettier-ignore
  ['eis/other/exampleDataVersaStudio.par', 'versastudio.par', 1, 61, [100000, 55.31571, 4.575431], [0.02154435, 1516.313, -122.8279], '2018-07-19T09:40:30'], // prettier-ignore
  ['eis/other/exampleDataCHInstruments.txt', 'chi.text', 1, 73, [99610, 98.91, -2.748], [0.1, 5685, -15860], '2020-02-20T15:55:08'], // prettier-ignore
  ['eis/other/exampleDataAutolab.txt', 'autolab.z60w', 1, 41, [10000, 0.013785863964281, 0.007191946305823], [0.1, 0.0345697771923854, -0.00390292888845954], null], // prettier-ignore
  [
    'eis/ageing/battery_data.converted.csv',
    'csv.eis',
    130,
    7410,
    [9904.999, 0.16852786, -0.0509286],
    [0.020954758, 4.0465183, -1.0086477],
    null,
  ],
  ['eis/ageing/battery_data.npy', 'numpy.npy.eis', 130, 7410, [9904.999, 0.16852786, -0.0509286], [0.020954758, 4.0465183, -1.0086477], null], // prettier-ignore
  ['eis/simulated_tc1/data.dta', 'gamry.dta', 1, 29, [10000, 109.00918219439, -26.5556798765152], [1, 645.478700150494, -90.618128307383], '2022-01-01T00:00:01'], // prettier-ignore
  ['eis/simulated_tc1/data.z', 'zplot.z', 1, 29, [10000, 109.0092, -26.55568], [1, 645.4787, -90.61813], null],
  ['eis/simulated_tc1/data.mpt', 'biologic.mpt.eis', 1, 29, [10000, 109.00918, -26.55568], [1, 645.4787, -90.618128], null], // prettier-ignore
  ['eis/simulated_tc1/data-comma.csv', 'csv.eis', 1, 29, [10000, 109.00918219439028, -26.55567987651522], [1, 645.4787001504939, -90.61812830738303], null], // prettier-ignore
  ['eis/simulated_tc1/data-header-variant-2.csv', 'csv.eis', 1, 29, [10000, 109.00918219439, -26.5556798765152], [1, 645.478700150494, -90.618128307383], null], // prettier-ignore
  ['long_cycling/batterydata_p492-13/p492-13-raw.csv', 'batterydata.raw', 1, 78, [500000, 0.24102, 0.4307], [0.01, 1.2952, -0.73228], null], // prettier-ignore
];

given('every real file of impedance', () => {
  test.each(expected)('%s', (file, source_format, sweeps, points, first, last, measured_at) => {
    const { spectra, ...reading } = read(file);
    expect(reading.source_format).toBe(source_format);
    expect(spectra).toHaveLength(sweeps);
    expect(spectra.reduce((sum, { frequency_hertz }) => sum + frequency_hertz.length, 0)).toBe(points);
    expect(point(spectra[0], 0)).toEqual(first);
    expect(point(spectra.at(-1)!, -1)).toEqual(last);
    expect(spectra[0]).toMatchObject({ impedance_unit: 'ohm', meta: { measured_at } });
  });

  test('geis: 60 sweeps of 41 frequencies and one of 39; the rows before the first are set aside', () => {
    const { spectra, set_aside } = read('eis/biologic/geis.mpt.gz');
    expect(spectra.map(({ frequency_hertz }) => frequency_hertz.length)).toEqual([...Array(60).fill(41), 39]);
    expect(spectra.map(({ meta }) => meta.spectrum_number)).toEqual(Array.from({ length: 61 }, (_, i) => i + 1));
    expect(set_aside).toMatchObject([{ reason: 'no_frequency', rows: 29, first_line: 77 }]);
    expect(point(spectra[0], -1)[1]).toBeCloseTo(149, 0);
    expect(point(spectra[60], -1)[1]).toBeCloseTo(1877, 0);
    expect(spectra[0].meta).toMatchObject({ printed_area_cm2: 1.13, test_time_second: 45354.4545011624 });
  });

  test.each([
    ['peis.mpr', 'peis.mpt'],
    ['geis.mpr', 'geis.mpt.gz'],
  ])('%s holds what %s prints: every value of every point', (binary, printed) => {
    const [one, other] = [read(`eis/biologic/${binary}`), read(`eis/biologic/${printed}`)];
    const values = ({ spectra }: SpectraRead) =>
      spectra.map(({ frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm, meta }) => ({
        columns: [frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm],
        meta: [meta.spectrum_number, meta.voltage_volt, meta.test_time_second, meta.measured_at, meta.specimen],
      }));
    expect(values(one)).toEqual(values(other));
    expect(one.set_aside.map(({ rows }) => rows)).toEqual(other.set_aside.map(({ rows }) => rows));
  });

  test('a .mpr that was cut anywhere is refused', () => {
    const bytes = bytesOf(sharedData('eis/biologic/peis.mpr'));
    for (let length = 22; length < 10_000; length += 97)
      expect([length, readSpectra(bytes.subarray(0, length), { file_name: 'cut.mpr' }).kind]).toEqual([
        length,
        'refused',
      ]);
    const { notes } = readSpectra(bytes.subarray(0, 12_000), { file_name: 'cut.mpr' }) as SpectraRead;
    expect(notes).toEqual(['the file has no whole log: it was cut, and its start is not known']);
  });

  test('Maccor: the column called Polar(V) holds 2πf, and agrees with the frequencies', () => {
    const [{ frequency_hertz, meta }] = read(expected[0][0]).spectra;
    const lines = new TextDecoder().decode(bytesOf(sharedData(expected[0][0]))).split('\n');
    const polar = lines.slice(meta.first_line - 1, meta.last_line).map((line) => Number(line.split('\t')[1]));
    polar.forEach((omega, i) => expect(omega / (2 * Math.PI * frequency_hertz[i])).toBeCloseTo(1, 5));
    expect(meta).toMatchObject({ voltage_volt: 3.909893, instrument: 'Maccor' });
  });

  test('the Battery Data Hub’s sweep belongs to its cycle; the cycling rows are none of its points', () => {
    const { spectra, set_aside } = read('long_cycling/batterydata_p492-13/p492-13-raw.csv');
    expect(spectra[0].meta).toMatchObject({ cycle_count: 7, test_time_second: 255000.768, voltage_volt: null });
    expect(set_aside).toMatchObject([{ reason: 'no_frequency', rows: 1943 }]);
  });

  test('a file that ends before its declared points says so', () =>
    expect(read('eis/zplot/exampleDataZPlot.z').notes).toEqual(['the file declares 56 points and has 21: it was cut']));

  test('the cut file has the values of the whole one', () => {
    const [whole] = read('eis/zplot/Circuit2_EIS_1.z').spectra;
    const [cut] = read('eis/zplot/exampleDataZPlot.z').spectra;
    expect(Array.from(cut.real_impedance_ohm)).toEqual(Array.from(whole.real_impedance_ohm).slice(0, 21));
  });

  test.each(expected.filter(([file]) => file.includes('tc1')))('%s: TC-1’s values after the fit', (file) => {
    const [spectrum] = read(file).spectra;
    const { verdict, fit } = fitSpectrum(spectrum, { circuit: 'R0-p(R1,C1)-p(R2,W2)' });
    expect(verdict).toBe('accepted');
    const value = Object.fromEntries(fit!.parameters.map(({ name, value }) => [name, value]));
    // Files that print seven digits know the values to about five.
    for (const [name, truth] of Object.entries({ R0: 100, R1: 200, R2: 500, C1: 8e-7, W2: 1 / (4e-4 * Math.SQRT2) }))
      expect([name, Math.abs(value[name]! / truth - 1) < 1e-4]).toEqual([name, true]);
  });
});

given('every real file of any kind', () => {
  const known = new Map(expected.map(([file, source_format]) => [sharedData(file), source_format]));
  const files = hasSharedData() ? filesUnder(sharedData('.')) : [];

  test('has one format or none: no cycler file is taken for a sweep', () => {
    expect(files.length).toBeGreaterThan(70);
    for (const path of files) {
      const reading = readSpectra(bytesOf(path), { file_name: basename(path) });
      const got = reading.kind === 'spectra' ? reading.source_format : undefined;
      expect([path, got]).toEqual([path, known.get(path)]);
      if (reading.kind === 'refused') expect([path, reading.reason]).toEqual([path, expect.stringMatching(/^(not_impedance|binary)$/)]); // prettier-ignore
    }
  });

  test('is read by its bytes: its name does not matter', () => {
    for (const [path, source_format] of known)
      expect(readSpectra(bytesOf(path), { file_name: 'x.bin' })).toMatchObject({ source_format });
  });
});
