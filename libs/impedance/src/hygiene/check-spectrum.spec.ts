import { testSpectrum } from '../spec-support/test-spectra.js';
import { checkSpectrum } from './check-spectrum.js';
import { rectangularSpectrum } from './rectangular-spectrum.js';
import type { Sweep } from './sweep.js';

const clean = () => {
  const { frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm } = testSpectrum('A');
  return {
    frequency_hertz: Array.from(frequency_hertz),
    real_impedance_ohm: Array.from(real_impedance_ohm),
    imaginary_impedance_ohm: Array.from(imaginary_impedance_ohm),
  };
};
const map = (sweep: ReturnType<typeof clean>, change: (row: number[], index: number) => number[]) => {
  const rows = sweep.frequency_hertz.map((f, i) =>
    change([f, sweep.real_impedance_ohm[i], sweep.imaginary_impedance_ohm[i]], i),
  );
  return {
    frequency_hertz: rows.map(([f]) => f),
    real_impedance_ohm: rows.map(([, real]) => real),
    imaginary_impedance_ohm: rows.map(([, , imaginary]) => imaginary),
  };
};
const codes = (sweep: Sweep, known?: Parameters<typeof checkSpectrum>[1]) =>
  checkSpectrum(sweep, known).findings.map(({ code }) => code);
const polar = (sweep: ReturnType<typeof clean>) => ({
  frequency_hertz: sweep.frequency_hertz,
  impedance_modulus_ohm: sweep.real_impedance_ohm.map((re, i) => Math.hypot(re, sweep.imaginary_impedance_ohm[i])),
  degrees: sweep.real_impedance_ohm.map((re, i) => (Math.atan2(sweep.imaginary_impedance_ohm[i], re) * 180) / Math.PI),
});

test('a clean sweep passes as it is, rising or falling', () => {
  const { spectrum, findings, doubtful, inductive_points } = checkSpectrum(clean());
  expect({ findings, doubtful, inductive_points }).toEqual({ findings: [], doubtful: false, inductive_points: 0 });
  expect(Array.from(spectrum!.frequency_hertz)).toEqual(clean().frequency_hertz);
  const rising = map(clean(), (row) => row);
  for (const column of Object.values(rising)) column.reverse();
  expect(checkSpectrum(rising)).toEqual(checkSpectrum(clean()));
});

test('a sweep out of order is put in order, and says so', () => {
  const shuffled = clean();
  for (const column of Object.values(shuffled)) column.push(...column.splice(10, 20));
  const { spectrum, findings } = checkSpectrum(shuffled);
  expect(findings).toEqual([{ code: 'reordered', message: 'frequencies turn 2 times: put in falling order' }]);
  expect(spectrum).toEqual(checkSpectrum(clean()).spectrum);
});

test('of a repeated frequency the last is kept', () => {
  const repeated = clean();
  repeated.frequency_hertz.push(1e3);
  repeated.real_impedance_ohm.push(99);
  repeated.imaginary_impedance_ohm.push(-9);
  repeated.frequency_hertz[30] = 1e3;
  const { spectrum, findings } = checkSpectrum(repeated);
  expect(findings.map(({ code }) => code)).toContain('duplicate_frequency');
  expect(spectrum!.real_impedance_ohm[30]).toBe(99);
  expect(spectrum!.frequency_hertz).toHaveLength(81);
});

test('what is no number or has no frequency is dropped and counted', () => {
  const broken = map(clean(), (row, i) =>
    i === 3
      ? [row[0], NaN, row[2]]
      : i === 4
        ? [0, row[1], row[2]]
        : i === 5
          ? [-1, row[1], row[2]]
          : i === 6
            ? [row[0], 0, 0]
            : row,
  );
  const { spectrum, findings } = checkSpectrum(broken);
  expect(spectrum!.frequency_hertz).toHaveLength(77);
  expect(findings.map(({ message }) => message)).toEqual([
    '2 of 81 points dropped: a value is not a number, or the impedance is 0',
    '2 of 81 points dropped: frequency 0 or below',
  ]);
});

test('a flipped sign is turned', () => {
  const flipped = map(clean(), ([f, re, im]) => [f, re, -im]);
  const { spectrum, findings } = checkSpectrum(flipped);
  expect(findings.map(({ code }) => code)).toEqual(['sign_flipped']);
  expect(spectrum).toEqual(checkSpectrum(clean()).spectrum);
});

test('a sweep that leads dominate is not turned but refused', () => {
  const inductive = map(clean(), ([f]) => [f, 0.01 + 1e-9 * f, 1e-5 * f + 1e-4]);
  expect(codes(inductive)).toEqual(['mostly_inductive', 'mostly_inductive']);
  expect(checkSpectrum(inductive).spectrum).toBeNull();
});

test('an inductive tail is counted', () => {
  const tail = map(clean(), ([f, re, im]) => [f, re, im + 2 * Math.PI * f * 1e-6]);
  const { inductive_points, spectrum } = checkSpectrum(tail);
  expect(inductive_points).toBeGreaterThan(5);
  expect(spectrum!.imaginary_impedance_ohm[inductive_points]).toBeLessThan(0);
  expect(spectrum!.imaginary_impedance_ohm[inductive_points - 1]).toBeGreaterThanOrEqual(0);
});

test('degrees for radians, and radians for degrees, are refused', () => {
  const { degrees, ...rest } = polar(clean());
  const right = rectangularSpectrum({ ...rest, phase: degrees, phase_unit: 'degree' });
  expect(codes(right)).toEqual([]);
  expect(() => rectangularSpectrum({ ...rest, phase: degrees, phase_unit: 'radian' })).toThrow(
    'is the column in degrees?',
  );
  // As a program that does not look would make it.
  const blind = (scale: number) => ({
    frequency_hertz: rest.frequency_hertz,
    real_impedance_ohm: rest.impedance_modulus_ohm.map((modulus, i) => modulus * Math.cos(degrees[i] * scale)),
    imaginary_impedance_ohm: rest.impedance_modulus_ohm.map((modulus, i) => modulus * Math.sin(degrees[i] * scale)),
  });
  for (const scale of [1, (Math.PI / 180) ** 2]) {
    const { spectrum, findings } = checkSpectrum(blind(scale));
    expect(spectrum).toBeNull();
    expect(findings[findings.length - 1].code).toBe('phase_unit');
  }
});

test('mHz under an Hz header: refused, or doubtful where it could be', () => {
  const milli = map(clean(), ([f, re, im]) => [1000 * f, re, im]);
  expect(checkSpectrum(milli)).toMatchObject({ spectrum: null, doubtful: true });
  expect(codes(milli)).toEqual(['frequency_unit']);
  const slow = map(clean(), (row) => row);
  for (const column of Object.values(slow)) column.splice(0, 20);
  const slowMilli = map(slow, ([f, re, im]) => [1000 * f, re, im]);
  expect(checkSpectrum(slowMilli)).toMatchObject({ doubtful: true, findings: [{ code: 'frequency_unit' }] });
  const known = { frequency_maximum_hertz: 1e4, frequency_minimum_hertz: 0.01, ohmic_resistance_ohm: 3 };
  expect(checkSpectrum(slowMilli, known)).toMatchObject({ spectrum: null, findings: [{ code: 'frequency_unit' }] });
  expect(codes(slow, known)).toEqual([]);
});

test('Ω·cm² needs an area; under an Ω header it shows against the last spectrum', () => {
  const perArea = map(clean(), ([f, re, im]) => [f, 2 * re, 2 * im]);
  expect(codes({ ...perArea, impedance_unit: 'ohm_cm2' })).toEqual(['area_missing']);
  const divided = checkSpectrum({ ...perArea, impedance_unit: 'ohm_cm2', area_cm2: 2 });
  expect(divided.findings.map(({ code }) => code)).toEqual(['area_removed']);
  expect(divided.spectrum!.real_impedance_ohm[0]).toBeCloseTo(3.032742, 5);
  const known = { frequency_maximum_hertz: 1e6, frequency_minimum_hertz: 0.01, ohmic_resistance_ohm: 3 };
  expect(checkSpectrum({ ...perArea, area_cm2: 2 }, known)).toMatchObject({
    doubtful: true,
    findings: [{ code: 'impedance_unit' }],
  });
});

test('two points, and none, are refused', () => {
  expect(
    checkSpectrum({ frequency_hertz: [10, 1], real_impedance_ohm: [1, 2], imaginary_impedance_ohm: [-1, -1] }),
  ).toEqual({
    spectrum: null,
    doubtful: true,
    inductive_points: 0,
    findings: [
      {
        code: 'not_enough_points',
        message: '2 distinct frequencies, expected 5 or more (11 over a decade for a verdict): measure a whole sweep',
      },
    ],
  });
  expect(codes({ frequency_hertz: [], real_impedance_ohm: [], imaginary_impedance_ohm: [] })).toEqual([
    'not_enough_points',
  ]);
  expect(codes({ ...clean(), real_impedance_ohm: [1] })).toEqual(['column_lengths']);
});

test('very many points are thinned, with a statement', () => {
  const many = process.env.CELLWATCH_LONG === '1' ? 1_000_000 : 100_000;
  const base = clean();
  const sweep = Object.fromEntries(Object.keys(base).map((name) => [name, new Float64Array(many)])) as Record<
    keyof typeof base,
    Float64Array
  >;
  for (let i = 0, frequency = 1e6; i < many; i++, frequency *= 10 ** (-8 / many)) {
    const k = Math.floor((i * 81) / many);
    sweep.frequency_hertz[i] = frequency;
    sweep.real_impedance_ohm[i] = base.real_impedance_ohm[k];
    sweep.imaginary_impedance_ohm[i] = base.imaginary_impedance_ohm[k];
  }
  const { spectrum, findings } = checkSpectrum(sweep);
  expect(spectrum!.frequency_hertz).toHaveLength(512);
  expect(findings).toEqual([
    { code: 'thinned', message: `${many} points thinned to 512, even in the logarithm of frequency` },
  ]);
});
