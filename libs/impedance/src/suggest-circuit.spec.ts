import { circuitImpedance } from './circuit/circuit-impedance.js';
import { circuitOf } from './circuit/named-circuit.js';
import { fitSpectrum } from './fit-spectrum.js';
import { testSpectrum, withNoise } from './spec-support/test-spectra.js';

const frequency_hertz = testSpectrum('A').frequency_hertz;
const hintOf = (result: ReturnType<typeof fitSpectrum>) =>
  result.findings.find(({ code }) => code === 'another_circuit')?.message;

/** As A, with a diffusion of 0.7 instead of a half. */
function anomalous() {
  const notation = circuitOf('R0-p(R1,CPE1)-p(R2,CPE2)-CPE3');
  const parameters = [3, 12, 2e-5, 0.85, 38.7, 4e-4, 0.8, 0.03, 0.7];
  return { frequency_hertz, ...circuitImpedance(notation, parameters, frequency_hertz) };
}

test('what S2W does not describe is refused with the circuit that does, and that one gives the resistances', () => {
  const refused = fitSpectrum(anomalous());
  expect(refused.verdict).toBe('refused');
  expect(hintOf(refused)).toMatch(
    /^S2W does not describe this spectrum; R0-p\(R1,CPE1\)-p\(R2,CPE2\)-CPE3 does, and leaves \S+ % of \|Z\|: declare it/,
  );
  const { fit, comparable } = fitSpectrum(anomalous(), { circuit: 'R0-p(R1,CPE1)-p(R2,CPE2)-CPE3' });
  expect(comparable).toBe(true);
  expect(fit!.charge_transfer_resistance_ohm!.value).toBeCloseTo(38.7, 2);
  expect(fit!.interphase_resistance_ohm!.value).toBeCloseTo(12, 2);
  expect(fit!.warburg_coefficient_ohm_per_root_second).toBeNull();
});

test('a circuit of too little is told of the default', () => {
  expect(hintOf(fitSpectrum(testSpectrum('A'), { circuit: 'S1W' }))).toMatch(/^S1W does not .*; S2W does/);
});

test('noise is nobody’s circuit, and what is accepted needs no other', () => {
  const loud = fitSpectrum(withNoise(testSpectrum('A'), 0.02, 1));
  expect(loud.verdict).toBe('refused');
  expect(hintOf(loud)).toBeUndefined();
  expect(hintOf(fitSpectrum(testSpectrum('A')))).toBeUndefined();
});
