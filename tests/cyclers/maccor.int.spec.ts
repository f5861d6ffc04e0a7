import type { ReadOptions } from '@cellwatch/cyclers';
import { quantityNames, stepTypes, type QuantityName } from '@cellwatch/events';
import { unexercised } from '../support/unexercised.js';
import { anyCuts, anyStops } from './reader-laws.js';
import { expectedRows, fileBytes, haveFiles, survey } from './survey.js';
import { verdictOf } from './verdict.js';

const given = haveFiles ? describe : describe.skip;
if (!haveFiles) unexercised('vendor files of Maccor (../shared/data/maccor)');

const options = (file_name: string): ReadOptions => ({ file_name, time_zone: 'UTC' });

/** One row a file. First and last: test time s, voltage V, current A, wall clock. */
const verdicts: [file: string, verdict: Record<string, unknown>][] = [
  [
    'xTESLADIAG_000019_CH70.070.gz',
    {
      variant: 'maccor.text.seconds',
      test_id: 'xTESLADIAG_000019_CH70@2019-07-11#70',
      sign: 'signed',
      records: 11669,
      rejects: {},
      cycles: 3,
      steps: 95,
      first: [0, 3.45845731, 0, '2019-07-11T14:02:33'],
      last: [136344.95, 3.10696574, 0, '2019-07-13T03:55:29'],
    },
  ],
  [
    'PreDiag_000412_00008Fshort.022.gz',
    {
      variant: 'maccor.text.seconds',
      test_id: 'PreDiag_000412_00008F@2020-12-19#22',
      sign: 'signed',
      records: 10344,
      rejects: {},
      cycles: 340,
      steps: 2109,
      first: [0, 3.89501793, 0, '2020-12-19T12:18:27'],
      last: [3477720.65, 3.93850614, -2.4252689403, '2021-02-01T14:15:01'],
    },
  ],
  [
    'PredictionDiagnostics_000151_test.052',
    {
      variant: 'maccor.text.seconds',
      test_id: 'PredictionDiagnostics_000151_00001E@2019-10-10#52',
      sign: 'signed',
      records: 333,
      rejects: {},
      cycles: 1,
      steps: 1,
      first: [769267.24, 3.86823835, -4.8400091554, '2019-10-21T23:59:59'],
      last: [769270.57, 3.86251621, -4.8402380407, '2019-10-22T00:00:02'],
    },
  ],
  [
    'example_formation.062',
    {
      variant: 'maccor.text.minutes',
      test_id: 'CFF-B32B-P3a@2017-09-06#62',
      sign: 'from_state',
      records: 1774,
      rejects: {},
      cycles: 4,
      steps: 18,
      first: [0, 0, 0, '2017-09-06T16:16:20'],
      last: [456933.288, 3.19066148, 0, '2017-09-11T23:11:56'],
    },
  ],
  [
    'example_rate.062',
    {
      variant: 'maccor.text.minutes',
      test_id: 'CFF-B32B-P3b@2017-09-12#62',
      sign: 'from_state',
      records: 3592,
      rejects: {},
      cycles: 18,
      steps: 70,
      first: [0, 3.18760967, 0, '2017-09-12T09:37:56'],
      last: [912664.41, 3.44548714, 0, '2017-09-22T23:09:18'],
    },
  ],
  [
    'example_hppc.062',
    {
      variant: 'maccor.text.minutes',
      test_id: 'CFF-B32B-P3c@2017-10-02#62',
      sign: 'from_state',
      records: 1241,
      rejects: {},
      cycles: 2,
      steps: 61,
      first: [0.048, 3.43297475, -0.01099794, '2017-10-02T16:32:24'],
      last: [51339.918, 3.4134432, 0, '2017-10-03T06:48:14'],
    },
  ],
  [
    'maccor_example.001',
    {
      variant: 'maccor.text.minutes',
      test_id: 'SET-LN3024-104-1a@2016-03-31#1',
      sign: 'from_state',
      records: 8,
      rejects: {},
      cycles: 1,
      steps: 1,
      first: [0, 3.30678264, 0, '2016-03-31T16:05:31'],
      last: [70.002, 3.30617227, 0, '2016-03-31T16:06:41'],
    },
  ],
  [
    'maccor_test_file_4267-66-6519.041',
    {
      variant: 'maccor.text.clock',
      test_id: '4267-66-6519@2016-11-02#41',
      sign: 'from_state',
      // one record number for all 61 points of the sweep: the first is kept, the others are set aside
      records: 14,
      rejects: { impedance_sweep: 60 },
      cycles: 1,
      steps: 4,
      first: [0, 3.90806439, 0, '2016-11-02T15:57:53'],
      last: [10, 3.91172656, 0, '2016-11-02T16:03:24'],
    },
  ],
  [
    'maccor_001.txt.gz',
    {
      variant: 'maccor.text.clock',
      test_id: 'M50_Validation_0deg_01@2020-12-11T12:22:12#1',
      sign: 'from_state',
      records: 6704,
      rejects: {},
      cycles: 1,
      steps: 24,
      first: [0, 3.4625, 0, '2020-12-11T12:22:12'],
      last: [183171.57, 3.55131, 0, '2020-12-13T15:15:13'],
    },
  ],
  [
    'maccor_002.txt.gz',
    {
      variant: 'maccor.keyed.minutes',
      test_id: 'CW-SIMBA-FC-CT-NAPF6-015@2021-05-11T15:40:24#53',
      sign: 'from_state',
      records: 7446,
      rejects: {},
      cycles: 2,
      steps: 5,
      first: [0, 0.1783, 0, '2021-05-11T15:40:24'],
      last: [228590.50998, 1.3, -0.00016037, '2021-05-14T07:10:13'],
    },
  ],
  [
    'maccor_two.txt',
    {
      variant: 'maccor.keyed.minutes',
      test_id: 'KIT-SIMBA-013-2@2021-06-05T11:23:46#81',
      sign: 'from_state',
      records: 213,
      rejects: { truncated_row: 1 },
      cycles: 1,
      steps: 1,
      first: [0, 0.1377, 0, '2021-06-05T11:23:46'],
      last: [12720, 0.149, 0, '2021-06-05T14:55:46'],
    },
  ],
  [
    'sample_data_maccor.csv',
    {
      variant: 'maccor.csv.named',
      test_id: 'rows-aafaeaabd00d9d0e',
      sign: 'unknown',
      records: 11,
      rejects: { direction_unknown: 4 },
      cycles: 1,
      steps: 1,
      first: [0, 3.668, 0, '2023-11-23T15:56:11'],
      last: [10, 3.668, 0, '2023-11-23T15:56:21'],
    },
  ],
  [
    'testdata_errors.csv',
    {
      variant: 'maccor.csv.units',
      test_id: 'rows-a29e33f581755117',
      sign: 'unknown',
      records: 10,
      rejects: { direction_unknown: 1, unit_suspect: 10 },
      cycles: 2,
      steps: 4,
      first: [240, 3.7095, 0, '1970-01-01T00:04:00'],
      last: [0, 0, 0, '1970-01-01T00:00:00'],
    },
  ],
  ['maccor_test_file_4267-66-6519.EDA0001.041', { records: 0, rejects: { impedance_sweep: 1 } }],
  ['BG_Maccor_TestData - 079 [STATS].txt', { records: 0, rejects: { statistics_table: 1 } }],
];

const maccorBytes = (file: string) => fileBytes(`maccor/${file}`);

given('every Maccor file', () => {
  test.each(verdicts)('%s', (file, verdict) => expect(verdictOf(maccorBytes(file), options(file))).toEqual(verdict));

  test.each(verdicts.filter(([, { variant }]) => variant))('%s: every row is a record or a reject', (file) => {
    const bytes = maccorBytes(file);
    const { records, rejects } = survey(bytes, options(file));
    const lines = Buffer.from(bytes).toString('latin1').replace(/\n$/, '').split('\n');
    const header = lines.findIndex((line) => /^(\ufeff|ï»¿)?(Rec|Cyc)/.test(line));
    expect(records + rejects.length).toBe(lines.slice(header + 1).filter((line) => line.trim() !== '').length);
    expect(
      rejects.every(
        ({ line, bytes_base64 }) =>
          Buffer.from(bytes_base64, 'base64').toString('latin1') === lines[line - 1].replace(/\r$/, ''),
      ),
    ).toBe(true);
  });

  test.each(verdicts)('%s: readings do not depend on how the bytes were cut', (file) =>
    anyCuts(maccorBytes(file), options(file)),
  );

  test.each(verdicts)('%s: stopped and started again anywhere, the same records follow', (file) =>
    anyStops(maccorBytes(file), options(file)),
  );
});

given('against others’ results', () => {
  test('BEEP: rows and channel', () => {
    for (const [file, quantity, value] of expectedRows('maccor/beep_maccor_files.expected.csv')) {
      const name = file === 'xTESLADIAG_000019_CH70.070' ? `${file}.gz` : file;
      const { records, test } = survey(maccorBytes(name), options(name));
      if (quantity === 'data_rows') expect(records).toBe(Number(value));
      if (quantity === 'channel') expect(test?.channel_id).toBe(value);
    }
  });

  test('cellpy: times, voltage, current and capacity of maccor_001', () => {
    const { states, ...read } = survey(maccorBytes('maccor_001.txt.gz'), options('maccor_001.txt'));
    const words = states();
    const columns = new Map(quantityNames.map((name) => [name, read.column(name)]));
    const column = (name: QuantityName) => columns.get(name)!;
    for (const [row, point, , step, test_time, step_time, date, volts, amps, charge, discharge] of expectedRows(
      'maccor/maccor_001.txt.expected.csv',
    )) {
      const i = Number(row) - 1;
      const state = words[i];
      expect(column('record_index')[i]).toBe(Number(point));
      expect(column('step_count')[i]).toBe(Number(step));
      expect(column('test_time_second')[i]).toBeCloseTo(Number(test_time), 6);
      expect(column('step_time_second')[i]).toBeCloseTo(Number(step_time), 6);
      expect(column('unix_time_second')[i]).toBe(Date.parse(`${date.replace(' ', 'T')}Z`) / 1000);
      expect(column('voltage_volt')[i]).toBe(Number(volts));
      expect(column('current_ampere')[i]).toBe(Number(amps));
      // cellpy keeps the last value through rests; the cycler prints 0 there
      if (state === 'C') expect(column('source_capacity_ah')[i]).toBe(Number(charge));
      if (state === 'D') expect(column('source_capacity_ah')[i]).toBe(Number(discharge));
    }
  });

  test.each(['example_formation.062', 'example_rate.062', 'maccor_002.txt.gz'])(
    '%s: largest counter of each charge and discharge step, by cycle (pandas)',
    (file) => {
      const { column } = survey(maccorBytes(file), options(file));
      const largest = new Map<number, { cycle: number; type: string; ah: number }>();
      const [capacity, cycles, types] = (['source_capacity_ah', 'cycle_count', 'step_type'] as const).map(column);
      column('step_count').forEach((step, i) => {
        const ah = capacity[i];
        const known = largest.get(step);
        if (!known) largest.set(step, { cycle: cycles[i], type: stepTypes[types[i]], ah });
        else known.ah = Math.max(known.ah, ah);
      });
      for (const [cycle, charge, discharge] of expectedRows(`maccor/${file.replace('.gz', '')}.computed.csv`))
        for (const [type, value] of [
          ['charge', charge],
          ['discharge', discharge],
        ]) {
          const steps = [...largest.values()].filter((step) => step.cycle === Number(cycle) && step.type === type);
          if (value) expect(steps.reduce((sum, { ah }) => sum + ah, 0)).toBeCloseTo(Number(value), 9);
        }
    },
  );

  test('thermocouples that are not connected show no temperature', () => {
    const { column } = survey(maccorBytes('maccor_001.txt.gz'), options('maccor_001.txt'));
    expect(column('temperature_t1_celsius').every(Number.isNaN)).toBe(true);
  });

  test('the suspended row stands still, in a step of its own', () => {
    const { column, states } = survey(maccorBytes('example_formation.062'), options('example_formation.062'));
    expect(states().at(-1)).toBe('O');
    expect(column('end_status').at(-1)).toBe(193);
    expect(stepTypes[column('step_type').at(-1)!]).toBe('pause');
    expect(column('step_count').slice(-2)).toEqual([17, 18]);
  });

  test('the row at midnight has no time (record 249835)', () => {
    const { column } = survey(maccorBytes('PredictionDiagnostics_000151_test.052'), options('x'));
    const unix = column('unix_time_second');
    const i = column('record_index').indexOf(249835);
    expect(new Date(unix[i] * 1000).toISOString()).toBe('2019-10-22T00:00:00.000Z');
    expect(unix.every((second, k) => k === 0 || second >= unix[k - 1])).toBe(true);
  });
});
