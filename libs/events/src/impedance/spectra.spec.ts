import { declareSpectrum, encodeResult, parseCellSpectrum, parseResistanceEstimate, WireError } from '../index.js';

const measured = {
  cell_id: 'ASSLB-07',
  measured_at_unix_second: 1.75e9,
  derived_cycle_count: 10,
  frequency_hertz: [1000, 100],
  real_impedance_ohm: [3.0327421, 9.5],
  imaginary_impedance_ohm: [-0.09, 0.1],
};

test('a spectrum has the name of its points and time; what is left out is not known', () => {
  const spectrum = declareSpectrum(measured);
  expect(spectrum).toMatchObject({
    ...measured,
    revision: 1,
    retracted: false,
    voltage_volt: null,
    direction: null,
    instrument: null,
  });
  const id = (other: object) => declareSpectrum({ ...measured, ...other }).spectrum_id;
  expect(id({ derived_cycle_count: 11, instrument: 'SP-150' })).toBe(spectrum.spectrum_id);
  const timeless = id({ measured_at_unix_second: null });
  expect(timeless).not.toBe(spectrum.spectrum_id);
  expect(id({ measured_at_unix_second: null, derived_cycle_count: 11 })).not.toBe(timeless);
  expect(id({ real_impedance_ohm: [3.0327422, 9.5] })).not.toBe(spectrum.spectrum_id);
});

test('points are taken as they are, however odd: the fit judges them', () => {
  expect(() => declareSpectrum({ ...measured, frequency_hertz: [-1, 0] })).not.toThrow();
});

test.each<[unknown, string]>([
  [7, 'the whole is 7, expected an object'],
  [{ ...measured, frequency_hertz: [1] }, 'expected frequency_hertz, real_impedance_ohm and imaginary_impedance_ohm'],
  [{ ...measured, frequency_hertz: [1, null] }, 'frequency_hertz.1 is null, expected a number'],
  [{ ...measured, frequency_hertz: [] }, 'frequency_hertz is [], expected at least 1'],
  [{ ...measured, frequency_hertz: Array(10_001).fill(1) }, 'expected at most 10000'],
  [{ ...measured, direction: 'up' }, 'direction is "up", expected one of charge, discharge, rest'],
  [{ ...measured, state_of_charge: 50 }, 'state_of_charge is 50, expected at most 1'],
  [{ ...measured, Zre: [] }, 'the whole has "Zre", expected only fields of the glossary'],
])('what was given wrong is named: case %#', (declared, message) => {
  expect(() => declareSpectrum(declared)).toThrow(message);
});

test('on the wire it comes back, and one under another’s name is refused', () => {
  const spectrum = declareSpectrum(measured);
  expect(parseCellSpectrum(encodeResult(spectrum))).toEqual(spectrum);
  const other = encodeResult({ ...spectrum, real_impedance_ohm: [1, 2] });
  expect(() => parseCellSpectrum(other)).toThrow(WireError);
  expect(() => parseCellSpectrum(other)).toThrow(`spectrum_id is "${spectrum.spectrum_id}", expected "`);
});

test('a message that is no resistance is refused with its field', () => {
  expect(() => parseResistanceEstimate(encodeResult({ cell_id: 'x' }))).toThrow('resistance: spectrum_id is missing');
});
