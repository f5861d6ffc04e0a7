import { testFrequencies, testSpectrum } from '../spec-support/test-spectra.js';
import { circuitImpedance } from './circuit-impedance.js';
import { circuitOf } from './named-circuit.js';

const decades = [1e6, 1e5, 1e4, 1e3, 1e2, 1e1, 1, 0.1, 0.01];
const expected = {
  A: [
    [3.032742, -0.099343],
    [3.211837, -0.645223],
    [5.104811, -3.604839],
    [13.824028, -5.905847],
    [22.990469, -11.670247],
    [48.467411, -14.085148],
    [62.732697, -12.356287],
    [85.107528, -31.931279],
    [153.415186, -99.798035],
  ],
  B: [
    [3.02181, -0.086493],
    [3.173407, -0.596082],
    [4.94511, -3.430488],
    [13.526266, -5.121015],
    [20.085333, -7.069337],
    [34.089667, -8.046347],
    [43.237614, -8.703557],
    [59.520233, -23.023843],
    [108.697755, -71.763047],
  ],
  C: [
    [18.076866, 0.253528],
    [19.233252, -2.412037],
    [25.629089, -2.767178],
    [27.208506, -1.125066],
    [28.904501, -3.981543],
    [41.392705, -14.023097],
    [64.839334, -9.55789],
    [72.098832, -5.466839],
    [78.324864, -11.751001],
  ],
};

test.each(['A', 'B', 'C'] as const)('the impedance of spectrum %s at each decade', (name) => {
  const { frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm } = testSpectrum(name);
  decades.forEach((frequency, decade) => {
    expect(frequency_hertz[10 * decade]).toBeCloseTo(frequency, 6);
    expect(real_impedance_ohm[10 * decade]).toBeCloseTo(expected[name][decade][0], 5);
    expect(imaginary_impedance_ohm[10 * decade]).toBeCloseTo(expected[name][decade][1], 5);
  });
});

test('spectrum D drifts below 1 Hz', () => {
  const { real_impedance_ohm, imaginary_impedance_ohm } = testSpectrum('D');
  expect(real_impedance_ohm[70]).toBeCloseTo(94.707383, 5);
  expect(imaginary_impedance_ohm[70]).toBeCloseTo(-32.149751, 5);
  expect(real_impedance_ohm[80]).toBeCloseTo(172.739686, 5);
  expect(imaginary_impedance_ohm[80]).toBeCloseTo(-99.875709, 5);
});

test.each([
  ['R0', [7], 7, 0],
  ['C1', [1 / (2 * Math.PI)], 0, -1],
  ['L1', [1 / (2 * Math.PI)], 0, 1],
  ['R0-L1', [3, 2 / (2 * Math.PI)], 3, 2],
  ['p(R1,R2,R3)', [1, 1, 2], 0.4, 0],
  ['p(R1,C1)', [2, 1 / (4 * Math.PI)], 1, -1],
  ['CPE1', [2 / (2 * Math.PI), 1], 0, -0.5],
  ['W1', [Math.sqrt(2 * Math.PI)], 1, -1],
])('%s at 1 Hz', (notation, parameters, real, imaginary) => {
  const z = circuitImpedance(circuitOf(notation), parameters, [1]);
  expect(z.real_impedance_ohm[0]).toBeCloseTo(real, 12);
  expect(z.imaginary_impedance_ohm[0]).toBeCloseTo(imaginary, 12);
});

test('finite-space diffusion: σ = Z0/√(2τ) at high frequency, capacitance τ/Z0 at low; the open one becomes Z0', () => {
  const high = circuitImpedance(circuitOf('Wo1'), [30, 50], [1e3]);
  const warburg = circuitImpedance(circuitOf('W1'), [3], [1e3]);
  expect(high.real_impedance_ohm[0] / warburg.real_impedance_ohm[0]).toBeCloseTo(1, 10);
  const low = circuitImpedance(circuitOf('Wo1'), [30, 50], [1e-6]);
  expect(low.imaginary_impedance_ohm[0] / (-30 / (2 * Math.PI * 1e-6 * 50))).toBeCloseTo(1, 6);
  expect(circuitImpedance(circuitOf('Ws1'), [30, 50], [1e-6]).real_impedance_ohm[0]).toBeCloseTo(30, 4);
});

test('a published fit: Randles with finite space, 10 Hz', () => {
  const parameters = [0.0186235717, 0.0116804085, 0.0627121224, 221.232935, 1.1717144];
  const z = circuitImpedance(circuitOf('R0-p(R1-Wo1,C1)'), parameters, [10]);
  expect(z.real_impedance_ohm[0]).toBeCloseTo(0.0251618, 7);
  expect(z.imaginary_impedance_ohm[0]).toBeCloseTo(-0.00601304, 7);
});

test.each([
  ['S2W', [3, 12, 2e-5, 0.85, 38.7, 4e-4, 0.8, 25]],
  ['S2RW', [3, 12.5, 2e-5, 0.85, 22.3, 18, 6e-4, 0.8]],
  ['S2Wo', [1e-7, 18, 9, 2e-6, 0.9, 42, 1.5e-3, 0.78, 30, 50]],
  ['S1W', [3, 12, 2e-5, 0.85, 25]],
  ['R0-p(R1-p(R2,C2),CPE1,R3)-Ws1', [1, 10, 20, 1e-3, 1e-4, 0.7, 500, 3, 0.5]],
])('%s: every derivative agrees with central differences', (notation, parameters) => {
  const circuit = circuitOf(notation);
  const { derivatives } = circuitImpedance(circuit, parameters, testFrequencies);
  circuit.parameters.forEach(({ scale }, k) => {
    const moved = (by: number) => {
      const values = [...parameters];
      const n = values[k];
      values[k] = scale === 'log' ? n * Math.exp(by) : 0.5 + 0.5 / (1 + ((1 - n) / (n - 0.5)) * Math.exp(-by));
      return circuitImpedance(circuit, values, testFrequencies);
    };
    const [up, down] = [moved(1e-5), moved(-1e-5)];
    for (let i = 0; i < testFrequencies.length; i++) {
      const size = 1e-7 * Math.hypot(up.real_impedance_ohm[i], up.imaginary_impedance_ohm[i]);
      const real = (up.real_impedance_ohm[i] - down.real_impedance_ohm[i]) / 2e-5;
      const imaginary = (up.imaginary_impedance_ohm[i] - down.imaginary_impedance_ohm[i]) / 2e-5;
      expect(Math.abs(derivatives[k].real[i] - real)).toBeLessThan(size);
      expect(Math.abs(derivatives[k].imaginary[i] - imaginary)).toBeLessThan(size);
    }
  });
});

test('a wrong number of parameters is refused by name', () => {
  expect(() => circuitImpedance(circuitOf('R0-C1'), [1], [1])).toThrow(
    'circuit R0-C1: got 1 parameters, expected R0, C1',
  );
});
