import { openCyclerReader, type ReadOptions } from '@cellwatch/cyclers';
import { quantities, stepTypes, type QuantityName } from '@cellwatch/events';
import { unexercised } from '../support/unexercised.js';
import { anyCuts, anyStops } from './reader-laws.js';
import { expectedRows, fileBytes, haveFiles, survey, type Survey } from './survey.js';
import { verdictOf } from './verdict.js';

const given = haveFiles ? describe : describe.skip;
if (!haveFiles) unexercised('binary vendor files (../shared/data)');

const options = (path: string): ReadOptions => ({ file_name: path.replace(/^.*\//, ''), time_zone: 'UTC' });
const surveyOf = (path: string) => survey(fileBytes(path), options(path));

/** One row a file. First and last: test time s, voltage V, current A, wall clock. */
const verdicts: [path: string, verdict: Record<string, unknown>][] = [
  [
    'neware/TESTCELL0001-B2-2025-M50T_NewareNDA_Investigation.ndax',
    {
      variant: 'neware.ndax',
      test_id: 'TESTCELL0001@2025-09-25T13:18:44#0-14',
      sign: 'signed',
      records: 77745,
      rejects: {},
      cycles: 7,
      steps: 32,
      first: [0, 3.58702517, 0, '2025-09-25T12:18:47'],
      last: [77704.2, 2.84892797, 0, '2025-09-26T09:53:51'],
    },
  ],
  [
    'neware/TESTCELL0001-Test_Data_Collection_Ndc17.ndax',
    {
      variant: 'neware.ndax',
      test_id: 'TESTCELL0001@2025-09-24T15:20:56#0-14',
      sign: 'signed',
      records: 80,
      rejects: {},
      cycles: 1,
      steps: 5,
      first: [0, 3.58718157, 0, '2025-09-24T14:20:56'],
      last: [75, 3.58605337, 0, '2025-09-24T14:22:11'],
    },
  ],
  [
    'neware/Unit27_Example_Data_File.ndax',
    {
      variant: 'neware.ndax',
      test_id: '123456789012@2024-11-18T12:43:31#0-81',
      sign: 'signed',
      records: 301,
      rejects: {},
      cycles: 1,
      steps: 1,
      first: [0, 2.98299146, 0, '2024-11-18T12:43:45'],
      last: [300, 2.98287535, 0, '2024-11-18T12:48:45'],
    },
  ],
  [
    'neware/nw4-120-1-6-53.ndax',
    {
      variant: 'neware.ndax',
      test_id: '250403_kigr_gen9_06@2025-04-07T12:44:13#0-6',
      sign: 'signed',
      records: 18700,
      rejects: {},
      cycles: 150,
      steps: 480,
      first: [0, 1.66279507, 0, '2025-04-07T10:48:21'],
      last: [173046, 3.49670053, -0.0003900234, '2025-04-09T10:52:27'],
    },
  ],
  [
    'biologic/250116_kigr_gen6_01_01_GCPL_CD8.mpr',
    {
      variant: 'biologic.mpr',
      test_id: '250116_kigr_gen6_01_01_GCPL_CD8@2025-01-16T14:05:54#32',
      sign: 'signed',
      records: 392,
      rejects: {},
      cycles: 1,
      steps: 3,
      first: [0, 0.29356077, 0, '2025-01-16T14:05:54'],
      last: [43213.756053, 0.2883639, 0, '2025-01-17T02:06:07'],
    },
  ],
  [
    'biologic/250116_kigr_gen6_01_02_GCPL_CD8.mpr',
    {
      variant: 'biologic.mpr',
      test_id: '250116_kigr_gen6_01_02_GCPL_CD8@2025-01-16T14:05:54#32',
      sign: 'signed',
      records: 3791,
      rejects: {},
      cycles: 3,
      steps: 17,
      first: [43213.762053, 0.2883639, 0, '2025-01-17T02:06:07'],
      last: [81716.459927, 3.83828807, 0, '2025-01-17T12:47:50'],
    },
  ],
  [
    'biologic/gcpl.issue_149.mpr',
    {
      variant: 'biologic.mpr',
      test_id: 'rows-fd519172d6f63511',
      sign: 'signed',
      records: 132,
      rejects: {},
      cycles: 4,
      steps: 12,
      first: [30.152999, 3.42287207, 0, '2024-01-10T11:03:00'],
      last: [659.985796, 3.43201447, -0.0000299959, '2024-01-10T11:13:29'],
    },
  ],
  [
    'biologic/gcpl.issue_211.mpr',
    {
      variant: 'biologic.mpr',
      test_id: '20250528_SW-ECT-6_1_PFPMAm_ACE_2MNaClO4_05_GCPL_C08@2025-05-28T14:23:16#8',
      sign: 'signed',
      records: 2767,
      rejects: {},
      cycles: 5,
      steps: 10,
      first: [88246.517264, -0.32233408, 0, '2025-05-29T14:54:02'],
      last: [116986.263466, -0.59992009, -0.0000679477, '2025-05-29T22:53:02'],
    },
  ],
  [
    'biologic/jdb11-1_c3_gcpl_5cycles_2V-3p8V_C-24_data_C09.mpr',
    {
      variant: 'biologic.mpr',
      test_id: 'jdb11-1_c3_gcpl_5cycles_2V-3p8V_C-24_data_C09@2020-10-26T12:49:58#9',
      sign: 'signed',
      records: 46102,
      rejects: {},
      cycles: 7,
      steps: 14,
      first: [0, 2.50857592, 0, '2020-10-26T12:49:58'],
      last: [456309.586151, 1.99996018, -0.0000887794, '2020-10-31T19:35:07'],
    },
  ],
  [
    'biologic/mb.issue_95.mpr',
    {
      variant: 'biologic.mpr',
      test_id: 'TestScript_YADG_II_01_MB_C01@2022-12-08T14:36:53#1',
      sign: 'signed',
      records: 33,
      rejects: {},
      cycles: 1,
      steps: 3,
      first: [0, 2.32785463, 0, '2022-12-08T14:36:53'],
      last: [30.000199, 2.32607889, -0.064980278, '2022-12-08T14:37:23'],
    },
  ],
  ['eis/biologic/geis.mpr', { records: 0, rejects: { impedance_sweep: 1 } }],
  ['eis/biologic/peis.mpr', { records: 0, rejects: { impedance_sweep: 1 } }],
];
const small = haveFiles ? verdicts.filter(([path]) => fileBytes(path).length < 300_000) : verdicts.slice(0, 1);

given('every binary file', () => {
  test.each(verdicts)('%s', (path, verdict) => expect(verdictOf(fileBytes(path), options(path))).toEqual(verdict));

  test.each(small)('%s: readings do not depend on how the bytes were cut', (path) =>
    anyCuts(fileBytes(path), options(path), Infinity),
  );

  test.each(small)('%s: stopped and started again anywhere, the same records follow', (path) =>
    anyStops(fileBytes(path), options(path), Infinity),
  );

  test.each(small)('%s: cut short, it is one reject', (path) => {
    const bytes = fileBytes(path);
    for (const share of [0.1, 0.5, 0.9, 0.999]) {
      const { records, rejects } = survey(bytes.subarray(0, Math.floor(share * bytes.length)), options(path));
      expect([share, records, rejects.map(({ reason }) => reason)]).toEqual([share, 0, [expect.stringMatching('unreadable|impedance_sweep')]]); // prettier-ignore
    }
  });

  test('a source that breaks gives no record, but its bytes', () => {
    const path = 'neware/Unit27_Example_Data_File.ndax';
    const reader = openCyclerReader(options(path));
    reader.write(fileBytes(path).subarray(0, 1000));
    const readings = reader.breakOff('got the end');
    expect(readings).toMatchObject([{ kind: 'reject', reject: { reason: 'unreadable' } }]);
  });
});

const cell = ['TESTCELL0001-Test_Data_Collection_Ndc17', 'nw4-120-1-6-53', 'TESTCELL0001-B2-2025-M50T_NewareNDA_Investigation']; // prettier-ignore

given('against the vendor’s own export (Neware)', () => {
  test.each(cell)('%s: rows, type, cycle, voltages, time and capacity of every step', (name) => {
    const { column, states } = surveyOf(`neware/${name}.ndax`);
    const [counts, volts, stepTime, cycles, ids, types] = (['step_count', 'voltage_volt', 'step_time_second', 'cycle_count', 'step_id', 'step_type'] as const).map(column); // prettier-ignore
    const charge = column('source_charging_capacity_ah');
    const discharge = column('source_discharging_capacity_ah');
    const words = states();
    const steps = expectedRows(`neware/${name}.ndax.steps.expected.csv`);
    let from = 0;
    for (const [count, cycle, id, type, rows, first, last, capacity, time] of steps) {
      const to = from + Number(rows);
      expect([counts[from], counts[to - 1], cycles[from], ids[from], words[from]]).toEqual([Number(count), Number(count), Number(cycle), Number(id), type]); // prettier-ignore
      expect(counts[to]).not.toBe(Number(count));
      expect([1000 * volts[from], 1000 * volts[to - 1]]).toEqual([expect.closeTo(Number(first), 1), expect.closeTo(Number(last), 1)]); // prettier-ignore
      expect(stepTime[to - 1]).toBeCloseTo(Number(time), 3);
      const counter = stepTypes[types[from]] === 'discharge' ? discharge : charge;
      // single floats have seven digits, and we keep 1e-10 Ah
      const off = Math.abs(counter[to - 1] - Number(capacity) / 1000);
      if (Number(capacity) > 0) expect([count, off <= 1.5e-10 + 1e-6 * Number(capacity)]).toEqual([count, true]);
      from = to;
    }
    expect(from).toBe(counts.length);
  });

  test('time never runs back, and between two stored records it goes on evenly', () => {
    const time = surveyOf(`neware/${cell[2]}.ndax`).column('test_time_second');
    expect(time.every((second, i) => i === 0 || second >= time[i - 1])).toBe(true);
    expect(time.slice(2, 63).every((second, k) => Math.abs(second - (k + 2)) < 1e-6)).toBe(true);
  });

  test('its clock is Unix time: no zone moves it, and the exports’ clock is another one', () => {
    const path = `neware/${cell[1]}.ndax`;
    const tokyo = survey(fileBytes(path), { ...options(path), time_zone: 'Asia/Tokyo' });
    const first = surveyOf(path).column('unix_time_second')[0];
    expect(tokyo.column('unix_time_second')[0]).toBe(first);
    expect(new Date(first * 1000).toISOString()).toBe('2025-04-07T10:48:21.950Z');
  });
});

given('against the text export of the same test (BioLogic)', () => {
  const near = (of: Survey, other: Survey, name: QuantityName, within = 1) => {
    const [a, b] = [of.column(name), other.column(name)];
    const wrong = a.findIndex((value, i) => !(Math.abs(value - b[i]) <= (within + 0.01) / quantities[name].scale));
    expect([name, a.length, wrong]).toEqual([name, b.length, -1]);
  };

  test.each([
    ['biologic/gcpl.issue_149.mpr', 'biologic/gcpl.issue_149.mpt'],
    ['biologic/gcpl.issue_211.mpr', 'biologic/gcpl.issue_211.mpt.gz'],
    ['biologic/mb.issue_95.mpr', 'biologic/mb.issue_95.mpt'],
  ])('%s: times, voltage, current, steps, cycles and counters', (binary, text) => {
    const [mpr, mpt] = [surveyOf(binary), surveyOf(text)];
    for (const name of [
      'record_index',
      'test_time_second',
      'unix_time_second',
      'step_id',
      'step_type',
      'cycle_count',
      'source_charging_capacity_ah',
      'source_discharging_capacity_ah',
    ] as const)
      // prettier-ignore
      near(mpr, mpt, name);
    // printed with eight digits
    near(mpr, mpt, 'voltage_volt', 10);
    near(mpr, mpt, 'current_ampere', 100);
    expect(mpr.states()).toEqual(mpt.states());
    expect(mpr.test?.channel_id).toBe(mpt.test?.channel_id);
    expect(mpr.test?.started_at_unix_second).toBeCloseTo(mpt.test!.started_at_unix_second!, 3);
    if (mpt.test?.title) expect(mpr.test?.test_id).toBe(mpt.test.test_id);
  });

  test('two techniques of one run: one start, two tests, and time goes on', () => {
    const [first, second] = [1, 2].map((n) => surveyOf(`biologic/250116_kigr_gen6_01_0${n}_GCPL_CD8.mpr`));
    expect(first.test?.started_at_unix_second).toBe(second.test?.started_at_unix_second);
    expect(first.test?.test_id).not.toBe(second.test?.test_id);
    expect(second.column('test_time_second')[0]).toBeGreaterThan(first.column('test_time_second').at(-1)!);
  });

  test('jdb11: charge and discharge at the end of each half cycle (galvani)', () => {
    const path = 'biologic/jdb11-1_c3_gcpl_5cycles_2V-3p8V_C-24_data_C09.mpr';
    const { column } = surveyOf(path);
    const [charge, discharge, time, volts] = (['source_charging_capacity_ah', 'source_discharging_capacity_ah', 'test_time_second', 'voltage_volt'] as const).map(column); // prettier-ignore
    let from = 0;
    for (const [, rows, q, t_first, t_last, v_first, v_last] of expectedRows(`${path}.computed.csv`)) {
      const to = from + Number(rows) - 1;
      expect(1000 * (charge[to] - discharge[to])).toBeCloseTo(Number(q), 6);
      expect([time[from], time[to]]).toEqual([expect.closeTo(Number(t_first), 5), expect.closeTo(Number(t_last), 5)]);
      expect([volts[from], volts[to]]).toEqual([expect.closeTo(Number(v_first), 5), expect.closeTo(Number(v_last), 5)]);
      from = to + 1;
    }
    expect(from).toBe(time.length);
  });
});
