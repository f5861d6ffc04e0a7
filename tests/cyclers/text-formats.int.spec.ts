import type { ReadOptions } from '@cellwatch/cyclers';
import { quantities, stepTypes, type QuantityName } from '@cellwatch/events';
import { unexercised } from '../support/unexercised.js';
import { anyCuts, anyStops } from './reader-laws.js';
import { expectedRows, fileBytes, haveFiles, survey } from './survey.js';
import { verdictOf } from './verdict.js';

const given = haveFiles ? describe : describe.skip;
if (!haveFiles) unexercised('vendor files beside Maccor (../shared/data)');

const options = (path: string): ReadOptions => ({
  file_name: path.replace(/^.*\//, '').replace(/\.gz$/, ''),
  time_zone: 'UTC',
});
const surveyOf = (path: string, more: Partial<ReadOptions> = {}) =>
  survey(fileBytes(path), { ...options(path), ...more });

/** One row a file. First and last: test time s, voltage V, current A, wall clock. */
const verdicts: [path: string, verdict: Record<string, unknown>][] = [
  [
    'arbin/arbin_example.csv',
    {
      variant: 'arbin.csv',
      test_id: 'rows-7cfb6160d7d0464e',
      sign: 'signed',
      records: 2142,
      rejects: {},
      cycles: 2,
      steps: 12,
      first: [0, 3.2796359, -0.0000963, '2017-07-02T14:39:13'],
      last: [6308.4823, 2.4080653, 0, '2017-07-02T16:24:21'],
    },
  ],
  [
    'arbin/FastCharge_000025_CH8.csv',
    {
      variant: 'arbin.csv',
      test_id: 'rows-e77f323ff02af3b6',
      sign: 'signed',
      records: 248,
      rejects: {},
      cycles: 1,
      steps: 1,
      first: [10.0024, 3.3011441, 0, '2017-05-13T03:14:03'],
      last: [1800.0104, 3.3009677, 0, '2017-05-13T03:43:53'],
    },
  ],
  [
    'arbin/sample_data_arbin.csv',
    {
      variant: 'arbin.csv',
      test_id: 'rows-be7dedf61e460f6a',
      sign: 'signed',
      records: 13,
      rejects: {},
      cycles: 1,
      steps: 3,
      first: [30.0005, 3.534595, 0, '2024-09-20T08:32:34'],
      last: [301.214, 3.599601, 2.650138, '2024-09-20T08:37:05'],
    },
  ],
  [
    'bdf/SINTEF__LiGrR2032__2024-04-30__25degC__Landt.bdf.csv',
    {
      variant: 'bdf.names',
      test_id: 'rows-6264eb1560456340',
      sign: 'signed',
      records: 25162,
      rejects: {},
      cycles: 0,
      steps: 4,
      first: [0.02, 2.9215, 0, '1970-01-01T00:00:00'],
      last: [262657.764, 0.1086, -0.0002, '1970-01-04T00:57:37'],
    },
  ],
  [
    'bdf/arbin_example.bdf.csv',
    {
      variant: 'bdf.arbin',
      test_id: 'rows-4a26baaa9d9a67f0',
      sign: 'signed',
      records: 2150,
      rejects: {},
      cycles: 5,
      steps: 17,
      first: [0.072595, 3.8591957, 0, '2023-07-24T18:50:00'],
      last: [345733.389457, 3.872108, 0, '2023-07-28T18:52:20'],
    },
  ],
  [
    'bdf/faraday__lg-INR21700M50-2019-002__2019-06-02__rate__25degC__maccor.bdf.csv',
    {
      variant: 'bdf.names',
      test_id: 'rows-3c5ce0d37d34f27d',
      sign: 'unknown',
      records: 2424,
      rejects: { direction_unknown: 3889 },
      cycles: 5,
      steps: 24,
      first: [0, 3.1313, 0, '2019-06-02T12:28:00'],
      last: [173454.11, 3.024, 0, '2019-08-02T13:24:00'],
    },
  ],
  [
    'neware/neware_uio.csv.gz',
    {
      variant: 'neware.csv',
      test_id: 'rows-d410fd6850a7b62b',
      sign: 'signed',
      records: 9065,
      rejects: {},
      cycles: 4,
      steps: 32,
      first: [0, 2.917, 0, '2022-05-18T16:27:52'],
      last: [518538, 0.4251, 0.00099171, '2022-05-24T16:29:53'],
    },
  ],
  [
    'biologic/biologic_test_file_short.mpt',
    {
      variant: 'biologic.text',
      test_id: 'rows-9e597765546e2525',
      sign: 'signed',
      records: 1997,
      rejects: {},
      cycles: 1,
      steps: 2,
      first: [0, 3.1999524, 0, '1970-01-01T00:00:00'],
      last: [19577.58493, 3.8920155, 0.000152169, '1970-01-01T05:26:17'],
    },
  ],
  [
    'biologic/gcpl.issue_149.mpt',
    {
      variant: 'biologic.text',
      test_id: 'rows-5d6177cf4dcd5c17',
      sign: 'signed',
      records: 132,
      rejects: {},
      cycles: 4,
      steps: 12,
      first: [30.152999, 3.4228721, 0, '2024-01-10T11:03:00'],
      last: [659.985796, 3.4320145, -0.0000299959, '2024-01-10T11:13:29'],
    },
  ],
  [
    'biologic/mb.issue_95.mpt',
    {
      variant: 'biologic.text',
      test_id: 'TestScript_YADG_II_01_MB_C01@2022-12-08T14:36:53#1',
      sign: 'signed',
      records: 33,
      rejects: {},
      cycles: 1,
      steps: 3,
      first: [0, 2.3278546, 0, '2022-12-08T14:36:53'],
      last: [30.000199, 2.3260789, -0.064980278, '2022-12-08T14:37:23'],
    },
  ],
  [
    'biologic/gcpl.issue_211.mpt.gz',
    {
      variant: 'biologic.text',
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
    'biologic/Sample_data_biologic_CA1.txt',
    {
      variant: 'biologic.text',
      test_id: 'rows-8e975024ebd1d072',
      sign: 'signed',
      records: 1397,
      rejects: {},
      cycles: 1,
      steps: 2,
      first: [0, 3.5180547, 0, '2024-05-13T11:19:51'],
      last: [139.524007, 3.4854481, -0.89982635, '2024-05-13T11:22:11'],
    },
  ],
  [
    'basytec/sample_data_basytec.txt',
    {
      variant: 'basytec.text',
      test_id: 'test@2023-06-19T17:56:53#1814 CH14 XCTS_40',
      sign: 'from_state',
      records: 74,
      rejects: {},
      cycles: 2,
      steps: 2,
      first: [0, 3.52575489, 0, '2023-06-19T17:56:53'],
      last: [70.235804, 3.53285012, 0.4496017344, '2023-06-19T17:58:03'],
    },
  ],
  [
    'landt/SINTEF__LiGrR2032__2024-04-30__25degC__Landt.csv.gz',
    {
      variant: 'landt.csv',
      test_id: 'rows-66fc336dc3ff5a52',
      sign: 'signed',
      records: 25162,
      rejects: {},
      cycles: 2,
      steps: 4,
      first: [0.02, 2.9215, 0, '2024-04-30T14:33:19'],
      last: [262657.764, 0.1086, -0.0002, '2024-05-03T15:30:57'],
    },
  ],
  [
    'novonix/sample_data_novonix.csv',
    {
      variant: 'novonix.csv',
      test_id: 'Co10x3_1Cx3_2_CH01@2025-07-19T15:26:20#1',
      sign: 'signed',
      records: 207,
      rejects: {},
      cycles: 1,
      steps: 1,
      first: [0, 3.84318331, 0, '2025-07-19T15:26:20'],
      last: [12287.48004, 4.12864581, 0.49999387, '2025-07-19T18:51:08'],
    },
  ],
  [
    'pec/Test25205.csv',
    {
      variant: 'pec.csv',
      test_id: '25205',
      sign: 'signed',
      records: 489,
      rejects: {},
      cycles: 1,
      steps: 2,
      first: [0.002, 3.6824952, 0, '2026-01-08T17:45:08'],
      last: [70918.98, 0.0639655, 0, '2026-01-09T13:27:07'],
    },
  ],
  [
    'long_cycling/batterydata_p492-13/p492-13-raw.csv',
    {
      variant: 'batterydata.csv',
      test_id: 'rows-1d63092d35469bde',
      sign: 'signed',
      records: 1943,
      rejects: { impedance_sweep: 78 },
      cycles: 8,
      steps: 90,
      first: [0, 3.27603571, 0, '2020-01-02T10:37:01'],
      last: [305712.498, 3.32410163, 0, '2020-01-14T15:45:46'],
    },
  ],
];

given('every text export', () => {
  test.each(verdicts)('%s', (path, verdict) => expect(verdictOf(fileBytes(path), options(path))).toEqual(verdict));

  test.each(verdicts)('%s: every row is a record or a reject', (path) => {
    const { records, rejects } = surveyOf(path);
    expect(records + rejects.length).toBe(tableOf(path).rows.length);
  });

  test.each(verdicts)('%s: readings do not depend on how the bytes were cut', (path) =>
    anyCuts(fileBytes(path), options(path)),
  );

  test.each(verdicts)('%s: stopped and started again anywhere, the same records follow', (path) =>
    anyStops(fileBytes(path), options(path)),
  );
});

/** Header and rows by plain splitting: what the reader does in another way. */
function tableOf(path: string): { header: string[]; rows: string[][] } {
  const text = Buffer.from(fileBytes(path)).toString('latin1');
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const delimiter = /^mode\t|\tNs\t|^Ns |^~/m.test(text) ? '\t' : ',';
  const at = lines.findIndex((line) =>
    /^(ï»¿)?(data.?point|test_(id|time)|mode\t|ns changes|~time|channel_index|date and time|test,cell|cycle_index)/i.test(
      line,
    ),
  );
  const cells = (line: string) => line.split(delimiter).map((cell) => cell.replace(/^"|"$/g, '').trim());
  return { header: cells(lines[at]), rows: lines.slice(at + 1).map(cells) };
}

/** Vendor column → our column and its factor, written down once more by hand. */
const columns: [path: string, columns: Record<string, [QuantityName, factor?: number]>][] = [
  [
    'arbin/arbin_example.csv',
    {
      Data_Point: ['record_index'],
      Test_Time: ['test_time_second'],
      Step_Time: ['step_time_second'],
      DateTime: ['unix_time_second'],
      Step_Index: ['step_id'],
      Cycle_Index: ['cycle_count'],
      Current: ['current_ampere'],
      Voltage: ['voltage_volt'],
      Charge_Capacity: ['source_charging_capacity_ah'],
      Discharge_Capacity: ['source_discharging_capacity_ah'],
      Charge_Energy: ['source_charging_energy_wh'],
      Discharge_Energy: ['source_discharging_energy_wh'],
      Internal_Resistance: ['dc_internal_resistance_ohm'],
      Temperature: ['temperature_t1_celsius'],
    },
  ],
  [
    'arbin/sample_data_arbin.csv',
    {
      'Test Time (s)': ['test_time_second'],
      'Current (A)': ['current_ampere'],
      'Voltage (V)': ['voltage_volt'],
      'Charge Capacity (Ah)': ['source_charging_capacity_ah'],
      'Aux_Temperature_1 (C)': ['temperature_t1_celsius'],
    },
  ],
  [
    'bdf/arbin_example.bdf.csv',
    {
      Test_Time: ['test_time_second'],
      Current: ['current_ampere'],
      'Current / A': ['current_ampere', 1000],
      'Step Index / 1': ['step_id'],
      'Step Count / 1': ['step_count'],
    },
  ],
  [
    'bdf/SINTEF__LiGrR2032__2024-04-30__25degC__Landt.bdf.csv',
    {
      test_time_second: ['test_time_second'],
      current_ampere: ['current_ampere'],
      voltage_volt: ['voltage_volt'],
      step_index: ['step_id'],
      discharging_capacity_ah: ['source_discharging_capacity_ah'],
    },
  ],
  [
    'neware/neware_uio.csv.gz',
    {
      DataPoint: ['record_index'],
      'Cycle Index': ['cycle_count'],
      'Step Index': ['step_id'],
      'Current(A)': ['current_ampere'],
      'Voltage(V)': ['voltage_volt'],
      'Chg. Cap.(Ah)': ['source_charging_capacity_ah'],
      'DChg. Cap.(Ah)': ['source_discharging_capacity_ah'],
      'DChg. Energy(Wh)': ['source_discharging_energy_wh'],
    },
  ],
  ...['biologic/gcpl.issue_149.mpt', 'biologic/gcpl.issue_211.mpt.gz'].map((path): (typeof columns)[number] => [
    path,
    {
      'time/s': ['test_time_second'],
      'step time/s': ['step_time_second'],
      Ns: ['step_id'],
      '<I>/mA': ['current_ampere', 1e-3],
      'Ewe/V': ['voltage_volt'],
      'Q charge/mA.h': ['source_charging_capacity_ah', 1e-3],
      'Q discharge/mA.h': ['source_discharging_capacity_ah', 1e-3],
      'cycle number': ['cycle_count'],
    },
  ]),
  [
    'biologic/Sample_data_biologic_CA1.txt',
    {
      'I/mA': ['current_ampere', 1e-3],
      'Ecell/V': ['voltage_volt'],
      'Energy discharge/W.h': ['source_discharging_energy_wh'],
      'Temperature/\u00ef\u00bf\u00bdC': ['temperature_t1_celsius'],
    },
  ],
  [
    'basytec/sample_data_basytec.txt',
    {
      DataSet: ['record_index'],
      't-Step[s]': ['step_time_second'],
      Line: ['step_id'],
      'U[V]': ['voltage_volt'],
      'I[A]': ['current_ampere'],
      'Ah-Cyc-Charge': ['source_charging_capacity_ah'],
    },
  ],
  [
    'landt/SINTEF__LiGrR2032__2024-04-30__25degC__Landt.csv.gz',
    {
      channel_index: ['record_index'],
      test_time_s: ['test_time_second'],
      step_time_s: ['step_time_second'],
      current_A: ['current_ampere'],
      discharge_capacity_Ah: ['source_discharging_capacity_ah'],
      charge_energy_Wh: ['source_charging_energy_wh'],
    },
  ],
  [
    'novonix/sample_data_novonix.csv',
    {
      'Run Time (h)': ['test_time_second', 3600],
      'Step Time (h)': ['step_time_second', 3600],
      'Current (A)': ['current_ampere'],
      'Potential (V)': ['voltage_volt'],
      'Capacity (Ah)': ['source_capacity_ah'],
      'Energy (Wh)': ['source_energy_wh'],
    },
  ],
  [
    'pec/Test25205.csv',
    {
      'Step Time (Seconds)': ['step_time_second'],
      'Voltage (V)': ['voltage_volt'],
      'Current (A)': ['current_ampere'],
      'Charge Capacity (mAh)': ['source_charging_capacity_ah', 1e-3],
      'Discharge Energy (mWh)': ['source_discharging_energy_wh', 1e-3],
    },
  ],
];

given('every value is the one printed', () => {
  test.each(columns)('%s', (path, wanted) => {
    const { header, rows } = tableOf(path);
    const read = surveyOf(path);
    for (const [label, [quantity, factor = 1]] of Object.entries(wanted)) {
      const field = header.findIndex((cell) => cell.replace(/^\u00ef\u00bb\u00bf/, '') === label);
      const values = read.column(quantity);
      const half = 0.500001 / quantities[quantity].scale;
      const wrong = rows.findIndex((cells, i) => {
        const printed = Number(cells[field].replace(',', '.')) * factor;
        return !(Math.abs(printed - values[i]) <= half + 1e-12 * Math.abs(printed));
      });
      expect([label, field >= 0, values.length, wrong]).toEqual([label, true, rows.length, -1]);
    }
  });
});

given('against others’ results', () => {
  test('cellpy: times, voltage, current and capacities of neware_uio', () => {
    const { column } = surveyOf('neware/neware_uio.csv.gz');
    const value = (name: QuantityName, i: number) => column(name)[i];
    for (const [row, point, cycle, , test_time, step_time, date, volts, amps, charge, discharge] of expectedRows(
      'neware/neware_uio.csv.rows.expected.csv',
    )) {
      const i = Number(row) - 1;
      expect(value('record_index', i)).toBe(Number(point));
      expect(value('cycle_count', i)).toBe(Number(cycle));
      expect(value('test_time_second', i)).toBe(Number(test_time));
      expect(value('step_time_second', i)).toBe(Number(step_time));
      expect(value('unix_time_second', i)).toBe(Date.parse(`${date.replace(' ', 'T')}Z`) / 1000);
      expect(value('voltage_volt', i)).toBe(Number(volts));
      expect(value('current_ampere', i)).toBe(Number(amps));
      // cellpy adds a cycle's steps up and keeps the sum; the tester begins again at 0 in every step
      const type = stepTypes[value('step_type', i)];
      if (type === 'charge') expect(value('source_charging_capacity_ah', i)).toBe(Number(charge));
      if (type === 'discharge' && cycle === '1')
        expect(value('source_discharging_capacity_ah', i)).toBe(Number(discharge));
    }
  });

  test('EC-Lab: largest Q charge and Q discharge of each of its cycles', () => {
    for (const path of ['biologic/gcpl.issue_149.mpt', 'biologic/gcpl.issue_211.mpt.gz']) {
      const { column } = surveyOf(path);
      const cycles = column('cycle_count');
      const largest = (name: QuantityName, cycle: number) =>
        Math.max(...column(name).filter((_, i) => cycles[i] === cycle));
      for (const [cycle, rows, charge, discharge] of expectedRows(`${path.replace('.gz', '')}.expected.csv`)) {
        expect(cycles.filter((number) => number === Number(cycle))).toHaveLength(Number(rows));
        expect(largest('source_charging_capacity_ah', Number(cycle)) * 1000).toBeCloseTo(Number(charge), 6);
        expect(largest('source_discharging_capacity_ah', Number(cycle)) * 1000).toBeCloseTo(Number(discharge), 6);
      }
    }
  });

  test('the Hub: its summary’s charge, discharge, voltage and current of each cycle', () => {
    const { column } = surveyOf('long_cycling/batterydata_p492-13/p492-13-raw.csv');
    const cycles = column('cycle_count');
    const of = (name: QuantityName, cycle: string) => column(name).filter((_, i) => cycles[i] === Number(cycle));
    for (const [cycle, label, charge, discharge, , , , vmin, vmax, imin, imax] of expectedRows(
      'long_cycling/batterydata_p492-13/p492-13-raw.expected.csv',
    )) {
      if (label === 'EIS') {
        // all of it is a sweep: its voltage of -3.79 V is no record's
        expect(of('voltage_volt', cycle)).toEqual([]);
        continue;
      }
      if (charge) expect(Math.max(...of('source_charging_capacity_ah', cycle))).toBeCloseTo(Number(charge), 7);
      if (discharge) expect(Math.max(...of('source_discharging_capacity_ah', cycle))).toBeCloseTo(Number(discharge), 7);
      // the table is thinned, the owner summed up all rows: extremes may lie in a row that is not here
      const near = (name: QuantityName, printed: string, value: number) =>
        expect([name, cycle, Math.abs(value - Number(printed)) <= 0.002 * Math.abs(value)]).toEqual([
          name,
          cycle,
          true,
        ]);
      near('voltage_volt', vmin, Math.min(...of('voltage_volt', cycle)));
      near('voltage_volt', vmax, Math.max(...of('voltage_volt', cycle)));
      near('current_ampere', imin, Math.min(...of('current_ampere', cycle)));
      near('current_ampere', imax, Math.max(...of('current_ampere', cycle)));
    }
  });

  test('BDF’s conversion of the LANDT file is the LANDT file, without its record numbers, dates and step names', () => {
    const landt = surveyOf('landt/SINTEF__LiGrR2032__2024-04-30__25degC__Landt.csv.gz');
    const bdf = surveyOf('bdf/SINTEF__LiGrR2032__2024-04-30__25degC__Landt.bdf.csv');
    for (const name of [
      'record_index',
      'test_time_second',
      'voltage_volt',
      'current_ampere',
      'step_id',
      'step_count',
      'source_charging_capacity_ah',
      'source_discharging_capacity_ah',
    ] as const)
      expect([name, bdf.column(name)]).toEqual([name, landt.column(name)]);
  });
});

given('what a source does not say', () => {
  const faraday = 'bdf/faraday__lg-INR21700M50-2019-002__2019-06-02__rate__25degC__maccor.bdf.csv';

  test('BDF without a minus sign, a state or two counters: rows under current are refused, and what to tell is said', () => {
    const { rejects, column } = surveyOf(faraday);
    expect(column('current_ampere').every((current) => current === 0)).toBe(true);
    expect(rejects[0].message).toContain('got 0.502632 A, unsigned, and no state column');
    expect(surveyOf(faraday, { current_sign: 'signed' }).rejects).toEqual([]);
  });

  test('the columns of the cycler itself are read, not those that were converted from them, and it is said', () => {
    const { test } = surveyOf('bdf/arbin_example.bdf.csv');
    expect(test?.notes[0]).toContain('not those converted from them that stand beside (Current / A');
  });

  test('three electrodes: whose voltage it is is said', () => {
    const { test } = surveyOf('biologic/gcpl.issue_211.mpt.gz');
    expect(test?.notes[0]).toContain('the voltage is Ewe');
    expect(surveyOf('biologic/gcpl.issue_149.mpt').test?.notes[0]).not.toContain('Ewe');
  });

  test('days and dates are read in the zone of the lab, Unix seconds are not', () => {
    const first = (path: string) => surveyOf(path, { time_zone: 'Asia/Tokyo' }).column('unix_time_second')[0];
    const inUtc = (path: string) => surveyOf(path).column('unix_time_second')[0];
    const ahead = (path: string) => inUtc(path) - first(path);
    expect(ahead('arbin/arbin_example.csv')).toBe(0);
    expect(ahead('arbin/sample_data_arbin.csv')).toBe(9 * 3600);
    expect(ahead('bdf/arbin_example.bdf.csv')).toBe(9 * 3600);
    expect(ahead('long_cycling/batterydata_p492-13/p492-13-raw.csv')).toBe(9 * 3600);
    expect(ahead('biologic/gcpl.issue_149.mpt')).toBe(9 * 3600);
  });
});
