import { circuitImpedance } from '../circuit/circuit-impedance.js';
import { circuitOf } from '../circuit/named-circuit.js';
import { seededNormal } from '../numeric/seeded-normal.js';

/** Parameters of the published-like cells: A, a liquid-electrolyte cell, pristine; B, aged; C, solid-state at 60 °C. */
export const truth = {
  A: { circuit: 'S2W', parameters: [3, 12, 2e-5, 0.85, 38.7, 4e-4, 0.8, 25] },
  B: { circuit: 'S2RW', parameters: [3, 12.5, 2e-5, 0.85, 22.3, 18, 6e-4, 0.8] },
  C: { circuit: 'S2Wo', parameters: [1e-7, 18, 9, 2e-6, 0.9, 42, 1.5e-3, 0.78, 30, 50] },
};

export const testFrequencies = Float64Array.from({ length: 81 }, (_, k) => 10 ** (6 - k / 10));

/** A to C; D is A whose R_ct grows while it is swept, by `drift` per decade below 1 Hz. */
export function testSpectrum(name: 'A' | 'B' | 'C' | 'D', drift = 0.25) {
  const { circuit, parameters } = truth[name === 'D' ? 'A' : name];
  const at = (values: number[], frequencies: ArrayLike<number>) => {
    const { real_impedance_ohm, imaginary_impedance_ohm } = circuitImpedance(circuitOf(circuit), values, frequencies);
    return { real_impedance_ohm, imaginary_impedance_ohm };
  };
  const spectrum = { frequency_hertz: testFrequencies, ...at(parameters, testFrequencies) };
  if (name === 'D')
    testFrequencies.forEach((frequency, i) => {
      const drifted = [...parameters];
      drifted[4] *= 1 + drift * Math.max(0, -Math.log10(frequency));
      const { real_impedance_ohm, imaginary_impedance_ohm } = at(drifted, [frequency]);
      spectrum.real_impedance_ohm[i] = real_impedance_ohm[0];
      spectrum.imaginary_impedance_ohm[i] = imaginary_impedance_ohm[0];
    });
  return spectrum;
}

/** Gaussian noise of this share of |Z| on each component. */
export function withNoise(spectrum: ReturnType<typeof testSpectrum>, share: number, seed: number) {
  const normal = seededNormal(seed);
  const noisy = {
    frequency_hertz: spectrum.frequency_hertz,
    real_impedance_ohm: spectrum.real_impedance_ohm.slice(),
    imaginary_impedance_ohm: spectrum.imaginary_impedance_ohm.slice(),
  };
  for (let i = 0; i < noisy.frequency_hertz.length; i++) {
    const modulus = Math.hypot(spectrum.real_impedance_ohm[i], spectrum.imaginary_impedance_ohm[i]);
    noisy.real_impedance_ohm[i] += share * modulus * normal();
    noisy.imaginary_impedance_ohm[i] += share * modulus * normal();
  }
  return noisy;
}
