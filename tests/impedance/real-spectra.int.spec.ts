import { circuitOf, fitCircuit, fitSpectrum, kramersKronigTest, type SpectrumResult } from '@cellwatch/impedance';
import { readFileSync } from 'node:fs';
import { hasSharedData, sharedData } from '../support/shared-data.js';

const real = hasSharedData() ? test : test.skip;

function rows(name: string): number[][] {
  const lines = readFileSync(sharedData(name), 'utf8').split('\n');
  return lines.filter((line) => /^[\d.+-]/.test(line)).map((line) => line.split(',').map(Number));
}

function sweepOf(points: number[][]) {
  return {
    frequency_hertz: points.map(([frequency]) => frequency),
    real_impedance_ohm: points.map(([, re]) => re),
    imaginary_impedance_ohm: points.map(([, , im]) => im),
  };
}

function correlation(one: number[], other: number[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value / values.length, 0);
  const [a, b] = [mean(one), mean(other)];
  const product = (x: number[], m: number, y: number[], n: number) =>
    x.reduce((sum, v, i) => sum + (v - m) * (y[i] - n), 0);
  return product(one, a, other, b) / Math.sqrt(product(one, a, one, a) * product(other, b, other, b));
}

describe('130 spectra of one cell over its life', () => {
  const spectra = () => {
    const all = rows('eis/ageing/battery_data.converted.csv');
    return Array.from({ length: 130 }, (_, k) =>
      sweepOf(all.filter(([number]) => number === k + 1).map(([, ...point]) => point)),
    );
  };

  real('every one has a verdict and keeps its points; what is refused says why', () => {
    let previous: SpectrumResult | null = null;
    const results = spectra().map((sweep) => (previous = fitSpectrum(sweep, { previous })));
    expect(results.every(({ points }) => points === 57)).toBe(true);
    expect(results.every(({ kramers_kronig }) => /^(pass|warn)$/.test(kramers_kronig!.verdict))).toBe(true);
    const refused = results.filter(({ verdict }) => verdict === 'refused');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(65);
    for (const { findings, fit } of refused) {
      expect(findings.some(({ code }) => code === 'poor_fit' || code === 'correlated')).toBe(true);
      expect(fit!.arc_resistance_ohm).toBeNull();
    }
  });

  real('with a circuit that fits them: a smooth trend, that of the width of the arc', () => {
    // In series with a constant-phase element instead of a Warburg: 129 of 130 are accepted.
    let previous: SpectrumResult | null = null;
    const results = spectra().map(
      (sweep) => (previous = fitSpectrum(sweep, { circuit: 'R0-p(R1,CPE1)-p(R2,CPE2)-CPE3', previous })),
    );
    expect(results.filter(({ verdict }) => verdict === 'accepted').length).toBeGreaterThan(125);
    const value = (result: SpectrumResult, name: string) =>
      result.fit!.raw_parameters[result.fit!.parameters.findIndex((parameter) => parameter.name === name)];
    const arcs = results.map((result) => value(result, 'R1') + value(result, 'R2'));
    const widths = rows('eis/ageing/battery_data.computed.csv').map((row) => row[6]);
    expect(correlation(arcs, widths)).toBeGreaterThan(0.99);
    arcs.forEach((arc, k) => expect(Math.abs(arc / widths[k] - 1)).toBeLessThan(0.12));
    // The ohmic part moves by no more than the leads do.
    const ohmic = results.map((result) => value(result, 'R0'));
    for (let k = 1; k < ohmic.length; k++) expect(Math.abs(ohmic[k] / ohmic[k - 1] - 1)).toBeLessThan(0.12);
    expect(ohmic[129]).toBeGreaterThan(1.2 * ohmic[0]);
  });

  real('a warm start and every start end in one optimum', () => {
    let previous: SpectrumResult | null = null;
    for (const sweep of spectra().slice(46, 56)) {
      previous = fitSpectrum(sweep, { previous });
      const cold = fitSpectrum(sweep);
      expect(Math.abs(previous.fit!.residual_percent / cold.fit!.residual_percent - 1)).toBeLessThan(1e-4);
    }
  });
});

describe('the example of impedance.py', () => {
  const sweep = () => sweepOf(rows('eis/csv/exampleData.csv'));

  real('valid, its inductive tail dropped, its resistances near the published fit', () => {
    const result = fitSpectrum(sweep());
    expect(result).toMatchObject({
      verdict: 'accepted',
      comparable: true,
      points: 66,
      kramers_kronig: { verdict: 'pass' },
    });
    expect(result.findings.map(({ code }) => code)).toEqual(['inductive_tail']);
    // Published with capacitors and unit weights: R0 0.0165 Ω, R1 + R2 0.01407 Ω.
    expect(Math.abs(result.fit!.ohmic_resistance_ohm!.value / 0.0165 - 1)).toBeLessThan(0.05);
    expect(Math.abs(result.fit!.arc_resistance_ohm!.value / 0.01407 - 1)).toBeLessThan(0.1);
  });

  real('Randles with finite space comes near the published one', () => {
    const { frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm } = sweep();
    const order = frequency_hertz
      .map((_, i) => i)
      .filter((i) => imaginary_impedance_ohm[i] < 0)
      .reverse();
    const fit = fitCircuit(circuitOf('R0-p(R1-Wo1,C1)'), {
      frequency_hertz: order.map((i) => frequency_hertz[i]),
      real_impedance_ohm: order.map((i) => real_impedance_ohm[i]),
      imaginary_impedance_ohm: order.map((i) => imaginary_impedance_ohm[i]),
    });
    const [r0, r1, z0, tau] = fit.raw_parameters;
    for (const [value, published] of [
      [r0, 0.0186235717],
      [r1, 0.0116804085],
      [z0, 0.0627121224],
      [tau, 221.232935],
    ])
      expect(Math.abs(value / published - 1)).toBeLessThan(0.1);
  });

  real('a flipped sign is turned, and gives the same fit', () => {
    const flipped = sweep();
    flipped.imaginary_impedance_ohm = flipped.imaginary_impedance_ohm.map((value) => -value);
    expect(fitSpectrum(flipped).findings.map(({ code }) => code)).toContain('sign_flipped');
    expect(fitSpectrum(flipped).fit!.raw_parameters).toEqual(fitSpectrum(sweep()).fit!.raw_parameters);
  });

  real('exchanging two points of a valid spectrum fails the Kramers-Kronig test', () => {
    const { frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm } = sweep();
    expect(kramersKronigTest({ frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm }).verdict).toBe('pass');
    [real_impedance_ohm[5], real_impedance_ohm[15]] = [real_impedance_ohm[15], real_impedance_ohm[5]];
    expect(kramersKronigTest({ frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm }).verdict).toBe('fail');
  });
});
