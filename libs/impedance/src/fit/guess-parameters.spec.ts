import { circuitOf } from '../circuit/named-circuit.js';
import type { Circuit, CircuitRoles } from '../circuit/circuit.js';
import { testSpectrum, truth } from '../spec-support/test-spectra.js';
import { guessParameters } from './guess-parameters.js';
import { placeArcs } from './place-arcs.js';

const named = (id: string) => circuitOf(id) as Circuit & { roles: CircuitRoles };

test.each([
  ['A', [3.0327, 14.642, 2.24e-5, 0.85, 36.234, 3.072e-4, 0.85, 25.037]],
  ['B', [3.0218, 13.83, 1.953e-5, 0.85, 19.601, 18.023, 5.679e-4, 0.85]],
] as const)('the guess of %s', (name, expected) => {
  const guess = guessParameters(named(truth[name].circuit), testSpectrum(name));
  // 2.24e-5 is stated to three digits.
  expected.forEach((value, k) => expect(Math.abs(guess[k] / value - 1)).toBeLessThan(value === 2.24e-5 ? 2e-3 : 1e-4));
});

test('an arc that is not seen gets the rest of the resistance, 30 × apart', () => {
  // One arc of 40 Ω at 1/τ = 1e3 beside 2 Ω: the second is a tenth, slower or faster.
  const omega = Array.from({ length: 41 }, (_, k) => 10 ** (5 - k / 10));
  const spectrum = {
    frequency_hertz: omega.map((w) => w / (2 * Math.PI)),
    real_impedance_ohm: omega.map((w) => 2 + 40 / (1 + (w / 1e3) ** 2)),
    imaginary_impedance_ohm: omega.map((w) => (-40 * (w / 1e3)) / (1 + (w / 1e3) ** 2)),
  };
  const circuit = named('S2W');
  const guess = guessParameters(circuit, spectrum);
  const taus = circuit.roles.arcs.map(({ resistance, q }) => (guess[resistance] * guess[q]) ** (1 / 0.85));
  expect(taus[1] / taus[0]).toBeCloseTo(30, 6);
  expect(Math.min(...circuit.roles.arcs.map(({ resistance }) => guess[resistance]))).toBeCloseTo(4, 1);
});

test.each(['A', 'B', 'C'] as const)('the places of the arcs of %s are found within a factor of 3', (name) => {
  const { circuit: id, parameters } = truth[name];
  const circuit = named(id);
  const [placed] = placeArcs(circuit, testSpectrum(name));
  for (const { resistance, q, n } of circuit.roles.arcs) {
    const tau = (placed[resistance] * placed[q]) ** (1 / placed[n]);
    const expected = (parameters[resistance] * parameters[q]) ** (1 / parameters[n]);
    expect(Math.abs(Math.log(tau / expected))).toBeLessThan(Math.log(3));
    expect(Math.abs(Math.log(placed[resistance] / parameters[resistance]))).toBeLessThan(Math.log(1.5));
  }
});
