import { spectrumLayouts } from './layouts.js';
import { readSpectra } from './read-spectra.js';

const read = (text: string, file_name = 'cell-7.csv') => readSpectra(new TextEncoder().encode(text), { file_name });
const taken = (text: string) => {
  const reading = read(text);
  if (reading.kind === 'refused') throw new Error(reading.message);
  return reading;
};
const columns = (text: string) => {
  const [{ frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm }] = taken(text).spectra;
  return [frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm].map((column) => Array.from(column));
};
const refusal = (text: string) => {
  const reading = read(text);
  return reading.kind === 'refused' ? [reading.reason, reading.line] : reading;
};
const points = [
  [1000, 10, -1],
  [100, 12, -3],
  [10, 15, -2],
];
const table = (header: string, rows: unknown[][], mark = ',') =>
  [header, ...rows.map((row) => row.join(mark))].join('\n');

describe('plain tables', () => {
  const expected = [
    [1000, 100, 10],
    [10, 12, 15],
    [-1, -3, -2],
  ];
  const turned = points.map(([f, re, im]) => [f, re, -im]);
  test.each([
    ['without a header', table('1000,10,-1', points.slice(1))],
    ['with one', table("f,Z',Z''", points)],
    ['with the sign turned by its header', table('freq,Zre,-Zim', turned)],
    ['with a preamble', `Cell: 7\nT: 25\n\n${table('freq/Hz,Re(Z)/Ohm,-Im(Z)/Ohm', turned)}`],
    ['with tabs and CRLF', table('Freq(Hz)\tZ_real (Ohm)\tZ_imag (Ohm)', points, '\t').replaceAll('\n', '\r\n')],
    ['with spaces', table("f Z' Z''", points, '  ')],
    ['with decimal commas', table('f;Re;Im', points, ';').replaceAll('15', '15,0')],
    ['in kHz and mΩ', table('f [kHz],Re [mOhm],Im [mOhm]', points.map(([f, re, im]) => [f / 1000, re * 1000, im * 1000]))], // prettier-ignore
    [
      'with other columns before',
      table(
        'time,f,x,Re,Im',
        points.map(([f, re, im]) => [0, f, 'a', re, im]),
      ),
    ],
    ['with a comment above and a blank line below', `# made by hand\n${table("f,Z',Z''", points)}\n\n`],
  ])('%s', (_, text) => expect(columns(text)).toEqual(expected));

  test('of angular frequency', () => {
    const [f] = columns(table('omega (rad/s),Re,Im', points.map(([hertz, re, im]) => [2 * Math.PI * hertz, re, im]))); // prettier-ignore
    expect(f.map((hertz) => Number(hertz.toPrecision(12)))).toEqual([1000, 100, 10]);
  });

  test('Ω·cm² stays so and is told', () =>
    expect(taken(table('f,Re [Ohm cm2],Im [Ohm cm2]', points)).spectra[0].impedance_unit).toBe('ohm_cm2'));

  test('many sweeps of one file are told apart by its column of numbers', () => {
    const rows = [1, 2].flatMap((number) => points.map(([f, re, im]) => [number, f, re * number, im]));
    const { spectra } = taken(table('spectrum_number,f,Re,Im', rows));
    expect(spectra.map(({ meta }) => [meta.spectrum_number, meta.first_line, meta.last_line])).toEqual([
      [1, 2, 4],
      [2, 5, 7],
    ]);
    expect(Array.from(spectra[1].real_impedance_ohm)).toEqual([20, 24, 30]);
  });

  test('cycles are the cycler’s own', () => {
    const rows = [12, 50].flatMap((cycle) => points.map((point) => [cycle, ...point]));
    expect(taken(table('cycle,f,Re,Im', rows)).spectra.map(({ meta }) => meta.cycle_count)).toEqual([12, 50]);
  });
});

describe('modulus and phase', () => {
  const polar = (unit: number, extra: (re: number, im: number) => unknown[] = () => []) =>
    points.map(([f, re, im]) => [f, Math.hypot(re, im), Math.atan2(im, re) * unit, ...extra(re, im)]);
  const degree = 180 / Math.PI;
  const close = (text: string) => columns(text).map((column) => column.map((value) => Number(value.toPrecision(10))));
  const expected = [
    [1000, 100, 10],
    [10, 12, 15],
    [-1, -3, -2],
  ];
  test('a declared unit is taken', () => {
    expect(close(table('f,|Z|,phase (deg)', polar(degree)))).toEqual(expected);
    expect(close(table('f,|Z|,phase (rad)', polar(1)))).toEqual(expected);
    expect(close(table('f,|Z|,-phase (rad)', polar(-1)))).toEqual(expected);
  });
  test('the real part proves a unit that is not declared', () => {
    expect(
      close(
        table(
          'f,|Z|,phase,Re',
          polar(degree, (re) => [re]),
        ),
      ),
    ).toEqual(expected);
    expect(
      close(
        table(
          'f,|Z|,phase,Re',
          polar(1, (re) => [re]),
        ),
      ),
    ).toEqual(expected);
  });
  test.each([
    ['not declared, not proven', table('f,|Z|,phase', polar(degree)), 1],
    [
      'not returning the real part',
      table(
        'f,|Z|,phase,Re',
        polar(degree, (re) => [re * 1.002]),
      ),
      1,
    ],
    [
      'declared, contradicted by the real part',
      table(
        'f,|Z|,phase (deg),Re',
        polar(1, (re) => [re]),
      ),
      2,
    ],
    [
      'degrees under radians',
      table(
        'f,|Z|,phase (rad)',
        polar(degree, () => []),
      ).replace('-14', '-14'),
      3,
    ],
  ])('%s: refused', (_, text, line) => expect(refusal(text)).toEqual(['phase_unit', line]));
});

describe('what is refused, and where', () => {
  test.each([
    ['nothing', '', ['empty', 0]],
    ['blank lines', '\n \n', ['empty', 0]],
    ['binary', 'ab\0cd', ['binary', 0]],
    ['prose', 'Dear lab,\nthe cell is fine.', ['not_impedance', 0]],
    ['cycling records', table('time,voltage,current', [[0, 3.5, 0.001]]), ['not_impedance', 0]],
    [
      'no frequency',
      table(
        "Z',Z''",
        points.map(([, re, im]) => [re, im]),
      ),
      ['no_frequency', 0],
    ],
    ['a half sweep without names', table('100,1,-1', [[90, 1, -1]]), ['no_frequency', 1]],
    [
      'one part only',
      table(
        "f,Z'",
        points.map(([f, re]) => [f, re]),
      ),
      ['columns_missing', 1],
    ],
    ['a strange unit', table('f [rpm],Re,Im', points), ['unit_unknown', 1]],
    ['volts', table('f,Re [V],Im [V]', points), ['unit_unknown', 1]],
    ['two units', table('f,Re [Ohm],Im [Ohm cm2]', points), ['unit_unknown', 1]],
    ['a lost name', table('f,Re,Im', [points[0], [100, 0, 12, -3]]), ['columns_shifted', 3]],
    ['a lost name before an empty one', table('f,Re,Im,', [[100, 0, 12, -3]]), ['columns_shifted', 2]],
    ['names alone', 'f,Re,Im\n', ['no_points', 0]],
    ['frequencies of 0', table('f,Re,Im', [[0, 1, -1]]), ['no_points', 2]],
    ['two vendors', 'ZPLOT2 ASCII\nEC-Lab ASCII FILE', ['unknown_format', 0]],
    [
      'an EC-Lab file of cycling',
      'EC-Lab ASCII FILE\nNb header lines : 3\ntime/s\tEwe/V\n0\t3.5',
      ['not_impedance', 0],
    ],
    [
      'an EC-Lab file without frequency',
      'EC-Lab ASCII FILE\ntime/s\tRe(Z)/Ohm\t-Im(Z)/Ohm\n0\t3\t1',
      ['no_frequency', 2],
    ],
  ])('%s', (_, text, expected) => expect(refusal(text)).toEqual(expected));

  test('a clock in even steps is no frequency', () => {
    const rows = Array.from({ length: 40 }, (_, i) => [i + 1, 3.5, 0.1]);
    expect(refusal(table('0.5,3.5,0.1', rows))).toEqual(['no_frequency', 1]);
  });

  test('a number of its own for every point', () => {
    const rows = Array.from({ length: 2000 }, (_, i) => [i, 2000 - i, 1, -1]);
    expect(refusal(table('cycle,f,Re,Im', rows))).toEqual(['no_points', 2]);
  });

  test('more bytes than any instrument writes', () =>
    expect(readSpectra(new Uint8Array(256 * 1024 * 1024 + 1), { file_name: 'x' })).toMatchObject({
      reason: 'too_large',
    }));
});

test('one empty name at the end is harmless', () => {
  expect(columns(table('f,Re,Im,', points))).toHaveLength(3);
  expect(
    columns(
      table(
        'f,Re,Im',
        points.map((row) => [...row, '']),
      ),
    ),
  ).toHaveLength(3);
});

test('rows that are no points are set aside, each kind with its first line', () => {
  const { set_aside, spectra } = taken(
    `f,Re,Im\n0,0,0\n1000,10,-1\n,1,2\n100,nan,-3\n100,12,-3\n10,x1,-2\n10,15\n-5,1,1\n1,20,-4\n5,0,0\n`,
  );
  expect(Array.from(spectra[0].frequency_hertz)).toEqual([1000, 100, 1]);
  expect(set_aside.map(({ reason, rows, first_line }) => [reason, rows, first_line])).toEqual([
    ['no_frequency', 3, 2],
    ['no_impedance', 2, 5],
    ['not_a_number', 1, 7],
    ['truncated_row', 1, 8],
  ]);
});

test('dates are read where they can be read in one way', () => {
  const zplot = (date: string) =>
    `ZPLOT2 ASCII\n  Date: ${date}\n  Time: 11:04:34\n  Data Points: 4\n  Freq(Hz)\tZ'(a)\tZ''(b)\nEnd Comments\n${points.map((row) => row.join('\t')).join('\n')}`;
  const measured = (date: string, date_order?: 'mdy' | 'dmy') => {
    const reading = readSpectra(new TextEncoder().encode(zplot(date)), { file_name: 'a.z', date_order });
    return reading.kind === 'spectra' ? reading.spectra[0].meta.measured_at : reading;
  };
  expect(measured('10-12-2018')).toBeNull();
  expect(measured('10-12-2018', 'dmy')).toBe('2018-12-10T11:04:34');
  expect(measured('10-13-2018')).toBe('2018-10-13T11:04:34');
  expect(measured('01-01-2022')).toBe('2022-01-01T11:04:34');
  expect(taken(zplot('01-01-2022')).notes).toEqual(['the file declares 4 points and has 3: it was cut']);
});

test('two tables in one file are two sweeps', () => {
  const curve = (name: string) => `${name}\tTABLE\n\tPt\tFreq\tZreal\tZimag\n\t#\tHz\tohm\tohm\n\t0\t1000\t1\t-1\n\t1\t10\t2\t-1\n`; // prettier-ignore
  const { spectra } = taken(
    `EXPLAIN\nTAG\tEISPOT\n${curve('ZCURVE')}EXPERIMENTABORTED\tTOGGLE\tF\n${curve('ZCURVE1')}`,
  );
  expect(spectra.map(({ meta }) => [meta.spectrum_number, meta.first_line])).toEqual([
    [1, 6],
    [2, 12],
  ]);
});

test('every layout is named once', () => {
  const formats = spectrumLayouts.map(({ source_format }) => source_format);
  expect(new Set(formats).size).toBe(formats.length);
});
