import { stepTypes, type RecordBatch } from '@cellwatch/events';
import type { Reading, ReadOptions, TestHeader } from './cycler-reader.js';
import { openCyclerReader } from './open-cycler-reader.js';

const options: ReadOptions = { file_name: 'a.070', time_zone: 'US/Pacific' };
const preamble =
  "Today's Date 11/20/2019  Date of Test:\t11/03/2019\t Filename:\tC:\\Maccor Tester\\Backup\\Cell 7_CH70.070 Procedure: P.000Long\tComment/Barcode: EXP";
const columns = 'Rec#\tCyc#\tStep\tTest (Sec)\tStep (Sec)\tAmp-hr\tWatt-hr\tAmps\tVolts\tState\tES\tDPt Time\tVAR1';
const head = `${preamble}\r\n${columns}\r\n`;

interface Row {
  rec?: string | number;
  step?: string | number;
  time?: string | number;
  step_time?: string | number;
  amps?: string;
  volts?: string;
  state?: string;
  date?: string;
}
function row({
  rec = 1,
  step = 1,
  time = 0,
  step_time = 0,
  amps = '0.0',
  volts = '3.5',
  state = 'R',
  date = '11/20/2019 10:00:00',
}: Row): string {
  return [rec, 0, step, time, step_time, '0.1', '0.2', amps, volts, state, 1, date, '0.00000'].join('\t');
}

const encode = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));

function read(text: string, more: Partial<ReadOptions> = {}): Reading[] {
  const reader = openCyclerReader({ ...options, ...more });
  return [...reader.write(encode(text)), ...reader.end()];
}

const batchesOf = (readings: Reading[]): RecordBatch[] =>
  readings.flatMap((r) => (r.kind === 'batch' ? [r.batch] : []));
const rejectsOf = (readings: Reading[]) => readings.flatMap((r) => (r.kind === 'reject' ? [r.reject] : []));
const testsOf = (readings: Reading[]): TestHeader[] => readings.flatMap((r) => (r.kind === 'test' ? [r.test] : []));
const column = (readings: Reading[], name: keyof RecordBatch['columns']) =>
  batchesOf(readings).flatMap((batch) => Array.from(batch.columns[name] ?? []));
const reasons = (readings: Reading[]) => rejectsOf(readings).map(({ line, reason }) => `${line} ${reason}`);
const rows = (...all: Row[]) => head + all.map((one) => `${row(one)}\r\n`).join('');

test('a test is introduced before its records, by name, start and channel', () => {
  const readings = read(rows({ amps: '-1', state: 'D' }));
  expect(readings.map(({ kind }) => kind)).toEqual(['test', 'batch']);
  expect(testsOf(readings)[0]).toEqual({
    cell_id: 'Cell_7_CH70',
    test_id: 'Cell 7_CH70@2019-11-03#70',
    equipment_id: '',
    channel_id: '70',
    source_format: 'maccor.text.seconds',
    title: 'Cell 7_CH70',
    procedure: 'P.000 Long',
    comment: 'EXP',
    started_at_unix_second: null,
    exported_at: Date.parse('2019-11-20T08:00:00Z') / 1000,
    clock_source: 'wall',
    counter_reset: 'step',
    current_sign: 'signed',
    notes: [],
  });
});

test('columns are in our units, and a batch says whose they are', () => {
  const [batch] = batchesOf(
    read(rows({ time: '5.25', step_time: '1.5', amps: '-9.0750743877', volts: '-0.5', state: 'D' }), {
      live: true,
      cell_id: 'c',
    }),
  );
  expect(batch).toMatchObject({ cell_id: 'c', test_id: 'Cell 7_CH70@2019-11-03#70', live: true, length: 1 });
  expect(Object.fromEntries(Object.entries(batch.columns).map(([name, [value]]) => [name, value]))).toEqual({
    record_index: 1,
    cycle_count: 0,
    step_id: 1,
    source_capacity_ah: 0.1,
    source_energy_wh: 0.2,
    current_ampere: -9.0750743877,
    voltage_volt: -0.5,
    end_status: 1,
    test_time_second: 5.25,
    step_time_second: 1.5,
    unix_time_second: Date.parse('2019-11-20T18:00:00Z') / 1000,
    step_count: 1,
    step_type: stepTypes.indexOf('discharge'),
  });
  expect(batch.cycler_state).toEqual({ dictionary: ['D'], codes: Uint8Array.of(0) });
});

test('the hour that comes twice: test time tells which (BEEP)', () => {
  const readings = read(
    rows({ time: '1000.0', date: '11/03/2019 01:59:57' }, { time: '1006.9', date: '11/03/2019 01:00:04' }),
  );
  expect(column(readings, 'unix_time_second').map((unix) => new Date(unix * 1000).toISOString())).toEqual([
    '2019-11-03T08:59:57.000Z',
    '2019-11-03T09:00:04.000Z',
  ]);
});

test('a pause that only the wall clock shows stays in the wall clock (BEEP)', () => {
  const readings = read(
    rows({ time: '769267.80', date: '10/21/2019 10:59:59' }, { time: '769267.82', date: '10/21/2019 13:00:00' }),
  );
  const [before, after] = column(readings, 'unix_time_second');
  expect(after - before).toBe(7201);
});

test('midnight without a time, between the last second and the first (BEEP)', () => {
  const days = ['10/21/2019 23:59:59', '10/22/2019', '10/22/2019 00:00:01'];
  const [first, ...rest] = column(read(rows(...days.map((date, i) => ({ time: `${i}.0`, date })))), 'unix_time_second');
  expect(rest.map((unix) => unix - first)).toEqual([1, 2]);
});

describe('sign', () => {
  const states = ['R', 'C', 'D', 'O', 'C'];
  test('unsigned: the state tells, and the header says so', () => {
    const readings = read(
      rows(...states.map((state, i) => ({ rec: i + 1, state, amps: 'RO'.includes(state) ? '0' : '2' }))),
    );
    expect(column(readings, 'current_ampere')).toEqual([0, 2, -2, 0, 2]);
    expect(testsOf(readings).map(({ current_sign }) => current_sign)).toEqual(['from_state']);
  });
  test('the first minus sign proves a signed column; from there it is taken as printed', () => {
    const readings = read(
      rows(
        { state: 'C', amps: '2' },
        { state: 'D', amps: '-2' },
        { state: 'D', amps: '0.0001' },
        { state: 'R', amps: '0.0001' },
      ),
    );
    expect(column(readings, 'current_ampere')).toEqual([2, -2, 0.0001, 0.0001]);
    expect(testsOf(readings).map(({ current_sign }) => current_sign)).toEqual(['signed']);
  });
  test('a test is introduced again when its sign becomes clear after its first batch', () => {
    const readings = read(rows({ state: 'C', amps: '2' }, { state: 'D', amps: '-2' }), { records_per_batch: 1 });
    expect(readings.map((r) => (r.kind === 'test' ? r.test.current_sign : r.kind))).toEqual([
      'from_state',
      'batch',
      'signed',
      'batch',
    ]);
  });
  test('unsigned current in a state without direction is refused', () => {
    expect(reasons(read(rows({ state: 'R', amps: '0' }, { state: 'X', amps: '2' })))).toEqual(['4 direction_unknown']);
  });
});

describe('steps', () => {
  test('count rises with the step number, the state, and when step time restarts', () => {
    const readings = read(
      rows(
        { step: 1, step_time: '0' },
        { step: 1, step_time: '1' },
        { step: 2, step_time: '2' },
        { step: 2, step_time: '3', state: 'C', amps: '1' },
        { step: 2, step_time: '0.1', state: 'C', amps: '1' },
        { step: 2, step_time: '0.1', state: 'C', amps: '1' },
      ),
    );
    expect(column(readings, 'step_count')).toEqual([1, 1, 2, 3, 4, 4]);
  });
  test('states become step types; an unknown one keeps its word', () => {
    const words = ['R', 'C', 'D', 'O', 'P', 'S', 'FRA', 'W'];
    const readings = read(rows(...words.map((state) => ({ state }))));
    expect(column(readings, 'step_type').map((code) => stepTypes[code])).toEqual([
      ...['rest', 'charge', 'discharge', 'pause', 'pause', 'pause', 'control', 'unknown'],
    ]);
    expect(batchesOf(readings)[0].cycler_state).toEqual({ dictionary: words, codes: Uint8Array.from(words.keys()) });
  });
});

describe('bad rows', () => {
  test.each<[string, Row, string]>([
    ['NaN', { volts: 'nan' }, 'not_a_number'],
    ['infinity', { amps: 'inf' }, 'not_a_number'],
    ['no voltage', { volts: '' }, 'not_a_number'],
    ['N/A where a number is needed', { amps: 'N/A' }, 'not_a_number'],
    ['a word for a record number', { rec: 'x' }, 'not_a_number'],
    ['half a step', { step: '1.5' }, 'not_a_number'],
    ['no test time', { time: '' }, 'bad_time'],
    ['a date that is none', { date: '13/13/2019 10:00:00' }, 'bad_date'],
    ['no date among dates', { date: '' }, 'bad_date'],
    ['thirty volts', { volts: '30' }, 'implausible'],
    ['a current beyond the table', { amps: '1e300' }, 'implausible'],
    ['milliamperes under a header that says amperes', { amps: '800', state: 'C' }, 'unit_suspect'],
    ['a state that is a sentence', { state: 'x'.repeat(40) }, 'not_a_number'],
  ])('%s', (_, bad, reason) => {
    const readings = read(rows({ rec: 1 }, { rec: 2, ...bad }, { rec: 3 }));
    expect(reasons(readings)).toEqual([`4 ${reason}`]);
    expect(column(readings, 'record_index')).toEqual([1, 3]);
  });

  test('a reject says what was got, where, and what was expected, and keeps the bytes', () => {
    const [reject] = rejectsOf(read(rows({}, { volts: 'nan' })));
    expect(reject).toMatchObject({
      source: 'a.070',
      cell_id: 'Cell_7_CH70',
      test_id: 'Cell 7_CH70@2019-11-03#70',
      line: 4,
    });
    expect(reject.message).toBe('a.070:4: Volts: got "nan", expected a number in V');
    expect(Buffer.from(reject.bytes_base64, 'base64').toString()).toBe(row({ volts: 'nan' }));
  });

  test('too few and too many fields; one empty field at the end is harmless', () => {
    const text = `${head}${row({ rec: 1 })}\t\n${row({ rec: 2 })}\t9\n${row({ rec: 3 })}\t\t\n${row({ rec: 4 }).slice(0, 20)}\n`;
    expect(reasons(read(text))).toEqual(['4 too_many_fields', '5 too_many_fields', '6 truncated_row']);
  });

  test('a column that may be missing may say N/A or nothing, but no nonsense', () => {
    const cell = (text: string) => row({}).replace('0.2', text);
    const readings = read(`${head}${['N/A', '', 'n/a', 'x', '0.25'].map(cell).join('\n')}\n`);
    expect(column(readings, 'source_energy_wh')).toEqual([NaN, NaN, NaN, 0.25]);
    expect(reasons(readings)).toEqual(['6 not_a_number']);
  });

  test('blank lines are no rows', () => {
    expect(reasons(read(`${head}\r\n${row({})}\r\n\t\t\r\n  \n${row({ rec: 2 })}\r\n\r\n`))).toEqual([]);
  });

  test('a line without end is cut off, once, however it comes, and the next one is read', () => {
    const text = `${head}${row({ rec: 1 })}\n${'9'.repeat(200_000)}\n${row({ rec: 2 })}\n`;
    for (const size of [text.length, 70_001, 1000]) {
      const reader = openCyclerReader(options);
      const readings: Reading[] = [];
      for (let i = 0; i < text.length; i += size) readings.push(...reader.write(encode(text.slice(i, i + size))));
      readings.push(...reader.end());
      expect(reasons(readings)).toEqual(['4 binary']);
      expect(Buffer.from(rejectsOf(readings)[0].bytes_base64, 'base64').length).toBe(65536);
      expect(column(readings, 'record_index')).toEqual([1, 2]);
    }
  });
});

describe('a growing file', () => {
  test('a half-written line waits, through flush, and is read when it is whole', () => {
    const reader = openCyclerReader(options);
    const text = rows({ rec: 1 }, { rec: 2 });
    reader.write(encode(text.slice(0, -10)));
    expect(column(reader.flush(), 'record_index')).toEqual([1]);
    expect(reader.flush()).toEqual([]);
    reader.write(encode(text.slice(-10)));
    expect(column(reader.flush(), 'record_index')).toEqual([2]);
    expect(reader.end()).toEqual([]);
  });
  test('end decides about a last line without a line end: whole or cut', () => {
    expect(column(read(`${head}${row({ rec: 1 })}`), 'record_index')).toEqual([1]);
    expect(reasons(read(`${head}${row({ rec: 1 })}\n${row({ rec: 2 }).slice(0, -30)}`))).toEqual(['4 truncated_row']);
  });
  test('nothing is written after the end', () => {
    const reader = openCyclerReader(options);
    reader.end();
    expect(() => reader.write(encode('x'))).toThrow('write after end');
  });
  test('state goes on from the same place, with rows held back or not', () => {
    const text = rows(
      ...Array.from({ length: 50 }, (_, i) => ({
        rec: i + 1,
        step: 1 + (i >> 3),
        time: `${i}`,
        state: i % 3 ? 'C' : 'D',
        amps: i % 7 ? '1' : '0',
        volts: i === 20 ? 'x' : '3',
      })),
    );
    const bytes = encode(text);
    const whole = read(text);
    for (let cut = 0; cut <= bytes.length; cut += 13)
      for (const flushed of [true, false]) {
        const first = openCyclerReader({ ...options, records_per_batch: 7 });
        const readings = first.write(bytes.subarray(0, cut));
        if (flushed) readings.push(...first.flush());
        const state = JSON.parse(JSON.stringify(first.state()));
        if (flushed) expect(state.bytes).toBe(cut);
        const second = openCyclerReader({ ...options, records_per_batch: 7 }, state);
        // a second stop before anything new is given must not lose the place either
        second.write(bytes.subarray(state.bytes, state.bytes + 40));
        const again = JSON.parse(JSON.stringify(second.state()));
        const third = openCyclerReader({ ...options, records_per_batch: 7 }, again);
        if (again.bytes < state.bytes + 40) readings.push(...third.write(bytes.subarray(again.bytes)), ...third.end());
        else readings.push(...second.write(bytes.subarray(state.bytes + 40)), ...second.end());
        for (const name of ['record_index', 'step_count', 'current_ampere', 'unix_time_second'] as const)
          expect(column(readings, name)).toEqual(column(whole, name));
        expect(reasons(readings)).toEqual(reasons(whole));
      }
  });
});

describe('what is no table of records', () => {
  test.each([
    ['', 'empty'],
    ['\r\n \r\n', 'empty'],
    ['PK\u0003\u0004\u0000\u0000rest', 'unreadable'],
    ['\u0001\u0000\u0000rest', 'binary'],
    ['\u001f\u008b\u0008rest', 'binary'],
    ['\u00ff\u00feR\u0000e\u0000c\u0000', 'binary'],
    ['MACCOR, INC.    AC Impedance Test\r\nFrequency Sweep', 'impedance_sweep'],
    ['Cycle\tTest Time\tAH-IN\tAH-OUT\n0\t1\t2\t3\n', 'statistics_table'],
    ['Data_Point,Test_Time,Cycle_Index,Current\n1,2,3,4\n', 'unknown_format'],
    [`${preamble}\r\n${columns.replace('Volts', 'Ohms')}\r\n`, 'unknown_format'],
  ])('%j is one reject of the whole', (text, reason) => {
    const readings = read(text);
    expect(reasons(readings)).toEqual([`0 ${reason}`]);
    expect(readings).toHaveLength(1);
    expect(Buffer.from(rejectsOf(readings)[0].bytes_base64, 'base64').toString('latin1')).toBe(text);
  });
  test('the message shows the header that was seen and the layouts that are known', () => {
    const [{ message }] = rejectsOf(read('x\nData_Point,Test_Time,Cycle_Index,Current\n1,2,3,4\n'));
    expect(message).toContain(
      'got "Data_Point,Test_Time,Cycle_Index,Current", expected a header of one of: Maccor text export',
    );
  });
  test('is said on flush as soon as it is known, once', () => {
    const reader = openCyclerReader(options);
    reader.write(encode('MACCOR, INC.    AC Impedance Test\r\n'));
    expect(reasons(reader.flush())).toEqual(['0 impedance_sweep']);
    expect([...reader.write(encode('more')), ...reader.flush(), ...reader.end()]).toEqual([]);
  });
  test('thirty lines of numbers are enough to know that there is no header above them', () => {
    const reader = openCyclerReader(options);
    const readings = reader.write(encode('Data_Point,Test_Time\n' + '1,2\n'.repeat(30)));
    expect(reasons([...readings, ...reader.flush()])).toEqual(['0 unknown_format']);
  });
  test('at most 64 KiB are kept', () => {
    const [reject] = rejectsOf(read(`\u0000${'x'.repeat(100_000)}`));
    expect(Buffer.from(reject.bytes_base64, 'base64').length).toBe(65536);
  });
});

describe('variants', () => {
  test('minutes', () => {
    const readings = read(rows({ time: '0.1667', step_time: '0.1667' }).replace(/Sec/g, 'Min'));
    expect(testsOf(readings)[0].source_format).toBe('maccor.text.minutes');
    expect(column(readings, 'test_time_second')).toEqual([10.002]);
  });
  test('days and hours, not padded', () => {
    const text = rows({ time: '  2d 02:52:51.5699996948242', step_time: '  0d 02:00:0' }).replace(
      'Test (Sec)\tStep (Sec)',
      'TestTime\tStepTime',
    );
    const readings = read(text);
    expect(testsOf(readings)[0].source_format).toBe('maccor.text.clock');
    expect([column(readings, 'test_time_second'), column(readings, 'step_time_second')]).toEqual([[183171.57], [7200]]);
  });
  test('a bare number where a clock must be: refused, until the unit is told', () => {
    const text = rows({ time: '2', step_time: '1' }).replace('Test (Sec)\tStep (Sec)', 'TestTime\tStepTime');
    expect(rejectsOf(read(text))[0].message).toBe(
      'a.070:3: TestTime: got 2 without a unit, expected 0d 00:00:00.0; time_unit tells it',
    );
    expect(column(read(text, { time_unit: 'h' }), 'test_time_second')).toEqual([7200]);
  });
  test('a unit that is told replaces the header’s, and is not suspected', () => {
    const text = rows({ amps: '800', state: 'C' });
    expect(column(read(text, { current_unit: 'mA', capacity_unit: 'mAh' }), 'current_ampere')).toEqual([0.8]);
    expect(column(read(text, { capacity_unit: 'mAh', current_unit: 'A' }), 'source_capacity_ah')).toEqual([0.0001]);
    expect(column(read(text, { current_unit: 'A' }), 'current_ampere')).toEqual([800]);
  });
  test('decimal comma', () => {
    const readings = read(
      rows({ volts: '0,1490', amps: '0,00000000', time: '212,000000' }).replace(/\t0\.(?=\d\t)/g, '\t0,'),
    );
    expect([column(readings, 'voltage_volt'), column(readings, 'test_time_second')]).toEqual([[0.149], [212]]);
    expect(testsOf(readings)[0].notes).toEqual(['the decimal mark is a comma']);
  });
  test('a thermocouple: its unit stands in the next column, and -2500 is none', () => {
    const text = `${preamble}\n${columns}\tAux #1\t Units\tAux #2\t Units\n${row({})}\t-2501.7\t C  \t30\t C  \n${row({})}\t25.5\t C  \t30\t C  \n`;
    expect(column(read(text), 'temperature_t1_celsius')).toEqual([NaN, 25.5]);
    expect(column(read(text.replace(/ C {2}/g, ' V  ')), 'temperature_t1_celsius')).toEqual([]);
  });
  test('comma, quotes, thousands separators, a mark at the start; without dates there is no wall clock', () => {
    const text =
      '\ufeffCyc#,Step,TestTime(s),StepTime(s),Capacity(Ah),Watt-hr,Current(A),Voltage(V),DPt Time\n0,15,"1,020.00",  0d 00:17:00.00,0,0,0,3.7094,1\n';
    const readings = read(Buffer.from(text).toString('latin1'));
    expect([column(readings, 'test_time_second'), column(readings, 'step_time_second')]).toEqual([[1020], [1020]]);
    expect(column(readings, 'record_index')).toEqual([1]);
    expect(batchesOf(readings)[0]).toMatchObject({ clock_source: 'none', exported_at: 1020 });
    expect(column(readings, 'unix_time_second')).toEqual([1020]);
  });
  test('a start with its time and no dates: start plus test time', () => {
    const text = `Name:\tX.053\nChannel:\t53\nTester\tMaccor #4\nStarted\t5/14/2021 3:40:24 PM\n\n${columns.replace('DPt Time', 'Other')}\n${row({ time: '1.5' })}\n`;
    const readings = read(text);
    expect(testsOf(readings)[0]).toMatchObject({
      test_id: 'X@2021-05-14T15:40:24#53',
      equipment_id: 'Maccor #4',
      clock_source: 'test_start',
    });
    expect(column(readings, 'unix_time_second')).toEqual([Date.parse('2021-05-14T22:40:25.5Z') / 1000]);
  });
  test('date order: told, proven by the file, or month first with a note', () => {
    const dated = (date: string, more: Partial<ReadOptions> = {}) => {
      const readings = read(`${columns}\n${row({ date })}\n`, more);
      return [
        new Date(column(readings, 'unix_time_second')[0] * 1000).toISOString().slice(0, 10),
        testsOf(readings)[0].notes.length,
      ];
    };
    expect(dated('06/05/2021 11:00:00', { date_order: 'dmy' })).toEqual(['2021-05-06', 0]);
    expect(dated('16/05/2021 11:00:00')).toEqual(['2021-05-16', 0]);
    expect(dated('06/05/2021 11:00:00')).toEqual(['2021-06-05', 1]);
    expect(dated('05/05/2021 11:00:00')).toEqual(['2021-05-05', 0]);
  });
  test('a named month above decides the order of the numbers below', () => {
    const text = `Date of Test:\t6 May 2021, 11:00:00 AM\n${columns}\n${row({ date: '06/05/2021 11:00:00' })}\n`;
    expect(column(read(text), 'unix_time_second')).toEqual([Date.parse('2021-05-06T18:00:00Z') / 1000]);
  });
  test('a test without a name is known by its first rows, whatever the file is called or grows to', () => {
    const text = `${columns}\n${Array.from({ length: 9 }, (_, i) => row({ rec: i })).join('\n')}\n`;
    const id = (of: string, more = {}) => testsOf(read(of, more))[0].test_id;
    expect(id(text)).toMatch(/^rows-[0-9a-f]{16}$/);
    expect(id(text + row({ rec: 10 }), { file_name: 'b' })).toBe(id(text));
    expect(id(text.replace('3.5', '3.6'))).not.toBe(id(text));
  });
});

test('options that cannot be right are said at once', () => {
  expect(() => openCyclerReader({ ...options, time_zone: 'Moon' })).toThrow('time_zone');
  expect(() => openCyclerReader({ ...options, records_per_batch: 0 })).toThrow('records_per_batch: got 0');
});

test('a source that breaks gives what is whole, and one reject with the line it broke in', () => {
  const reader = openCyclerReader(options);
  const half = row({ rec: 3 }).slice(0, 20);
  reader.write(encode(`${head}${row({ rec: 1 })}\r\n${row({ rec: 2, time: 1 })}\r\n${half}`));
  const readings = reader.breakOff('got the end, expected more');
  expect(readings.map(({ kind }) => kind)).toEqual(['test', 'batch', 'reject']);
  expect(readings[1]).toMatchObject({ batch: { length: 2 } });
  expect(readings[2]).toMatchObject({
    reject: {
      reason: 'unreadable',
      line: 0,
      cell_id: 'Cell_7_CH70',
      test_id: expect.stringContaining('Cell 7_CH70'),
      message: 'a.070: got the end, expected more',
      bytes_base64: Buffer.from(half).toString('base64'),
    },
  });
  expect(reader.end()).toEqual([]);
});

test('a source that breaks before it shows what it is keeps its bytes', () => {
  const reader = openCyclerReader(options);
  reader.write(encode(preamble));
  expect(reader.breakOff('broke')).toMatchObject([
    { reject: { reason: 'unreadable', test_id: null, bytes_base64: Buffer.from(preamble).toString('base64') } },
  ]);
});
