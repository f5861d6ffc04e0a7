import { testSpectrum, withNoise } from '../spec-support/test-spectra.js';
import { kramersKronigTest } from './kramers-kronig-test.js';

const seeds = process.env.CELLWATCH_LONG === '1' ? 300 : 60;
const cut = (spectrum: ReturnType<typeof testSpectrum>, from: number, to: number, every = 1) => {
  const chosen = (column: Float64Array) => column.slice(from, to).filter((_, i) => i % every === 0);
  return {
    frequency_hertz: chosen(spectrum.frequency_hertz),
    real_impedance_ohm: chosen(spectrum.real_impedance_ohm),
    imaginary_impedance_ohm: chosen(spectrum.imaginary_impedance_ohm),
  };
};

test.each([
  ['A', 0.041],
  ['B', 0.036],
  ['C', 0.015],
] as const)('%s without noise leaves %f %% with 27 elements', (name, largest) => {
  const result = kramersKronigTest(testSpectrum(name));
  expect(result).toMatchObject({ verdict: 'pass', kind: null, elements: 27, points: 81 });
  expect(result.largest_residual_percent).toBeCloseTo(largest, 3);
  expect(result.noise_percent).toBeLessThan(0.014);
  expect(result.autocorrelation).toBeGreaterThan(0.46);
  expect(result.autocorrelation).toBeLessThan(0.56);
});

test.each([
  [0.25, 4.01, 'fail'],
  [0.1, 1.66, 'warn'],
  [0.05, 0.84, 'warn'],
])('a cell that drifts by %f a decade: %f %%, %s', (drift, largest, verdict) => {
  const result = kramersKronigTest(testSpectrum('D', drift));
  expect(result).toMatchObject({ verdict, kind: 'drift' });
  expect(result.largest_residual_percent).toBeCloseTo(largest, 2);
  expect(result.autocorrelation).toBeGreaterThan(0.935);
  if (drift === 0.25) expect(result.noise_percent).toBeCloseTo(1.4, 1);
});

/** Shares of verdicts over seeds, and the median of the largest residual. */
function repeated(spectrum: ReturnType<typeof testSpectrum>, noise: number) {
  const results = Array.from({ length: seeds }, (_, seed) =>
    kramersKronigTest(withNoise(spectrum, noise, 1000 + seed)),
  );
  const share = (of: (result: (typeof results)[number]) => boolean) => results.filter(of).length / seeds;
  const largest = results.map((result) => result.largest_residual_percent!).sort((a, b) => a - b);
  const noises = results.map((result) => result.noise_percent!).sort((a, b) => a - b);
  return {
    pass: share(({ verdict }) => verdict === 'pass'),
    warn: share(({ verdict }) => verdict === 'warn'),
    fail: share(({ verdict }) => verdict === 'fail'),
    drift: share(({ kind }) => kind === 'drift'),
    median: largest[seeds >> 1],
    noise: noises[seeds >> 1],
  };
}

test.each(['A', 'B', 'C'] as const)('valid %s with noise: the verdict is that of the noise, never drift', (name) => {
  const spectrum = testSpectrum(name);
  const [quiet, usual, loud, useless] = [0.002, 0.005, 0.01, 0.02].map((noise) => repeated(spectrum, noise));
  expect(quiet).toMatchObject({ pass: 1, drift: 0 });
  expect(usual.warn).toBeGreaterThan(0.94);
  expect(usual.fail).toBe(0);
  expect(loud.warn).toBeGreaterThan(0.95);
  expect(useless.fail).toBe(1);
  expect([usual.drift, loud.drift, useless.drift]).toEqual([0, 0, 0]);
  for (const [found, median, noise] of [
    [quiet, 0.52, 0.2],
    [usual, 1.3, 0.5],
    [loud, 2.6, 1],
  ] as const) {
    expect(found.median / median).toBeGreaterThan(0.93);
    expect(found.median / median).toBeLessThan(1.07);
    expect(found.noise / noise).toBeGreaterThan(0.95);
    expect(found.noise / noise).toBeLessThan(1.05);
  }
});

test('a drifting cell fails under noise, as drift', () => {
  const [quiet, usual, loud] = [0.002, 0.005, 0.01].map((noise) => repeated(testSpectrum('D'), noise));
  expect([quiet.fail, usual.fail, loud.fail]).toEqual([1, 1, 1]);
  expect([quiet.drift, usual.drift]).toEqual([1, 1]);
  expect(loud.drift).toBeGreaterThan(0.7);
  expect(repeated(testSpectrum('D', 0.1), 0.002)).toMatchObject({ warn: 1, drift: 1 });
});

test('eleven points over a decade are the least', () => {
  expect(kramersKronigTest(cut(testSpectrum('A'), 60, 81, 2))).toMatchObject({ verdict: 'pass', points: 11 });
  expect(kramersKronigTest(cut(testSpectrum('D'), 60, 81, 2)).largest_residual_percent).toBeGreaterThan(0.5);
  expect(kramersKronigTest(cut(testSpectrum('A'), 60, 70))).toMatchObject({
    verdict: 'not_enough_points',
    noise_percent: null,
    message: '10 points over 0.90 decades, expected 11 or more over a decade or more: nothing is known of its validity',
  });
});
