import { columnLabel, labelUnit } from './column-label.js';

test.each([
  ['-Im(Z)/Ohm', 'im(z)', true, 'impedance', 1],
  ['Freq(Hz)', 'freq', false, 'frequency', 1],
  ['Frequency / Hz', 'frequency', false, 'frequency', 1],
  ['frequency_hertz', 'frequency', false, 'frequency', 1],
  ['freq [mHz]', 'freq', false, 'frequency', 1e-3],
  ['freq [MHz]', 'freq', false, 'frequency', 1e6],
  ['ω / rad/s', 'ω', false, 'angular', 1],
  ['Z_Real_Ohm', 'z_real', false, 'impedance', 1],
  ["Z' (Ω cm²)", "z'", false, 'area_impedance', 1],
  ['Zre/Ohm.cm2', 'zre', false, 'area_impedance', 1],
  ['Re(Z)/mOhm', 're(z)', false, 'impedance', 1e-3],
  ['−Zim (MΩ)', 'zim', true, 'impedance', 1e6],
  ['phase_degree', 'phase', false, 'degree', 1],
  ['Phase(Z)/deg', 'phase(z)', false, 'degree', 1],
  ['phase (rad)', 'phase', false, 'radian', 1],
  ['time(sec)', 'time', false, 'time', 1],
])('%s', (printed, name, negative, kind, factor) =>
  expect(columnLabel(printed)).toEqual({ name, negative, unit: { kind, factor }, strange_unit: null }),
);

test.each(["Z'(a)", "Z''(b)", 'Re(Z)', 'cycle number', '|Z|', '<Ewe>', 'V-DC'])('%s has no unit', (printed) =>
  expect(columnLabel(printed)).toEqual({
    name: printed.toLowerCase(),
    negative: false,
    unit: null,
    strange_unit: null,
  }),
);

test('a unit that is none of ours is told, a count has none', () => {
  expect(columnLabel('freq [rpm]')).toMatchObject({ name: 'freq', unit: null, strange_unit: 'rpm' });
  expect(columnLabel('Cycle Count / 1')).toMatchObject({ name: 'cycle count', unit: null, strange_unit: null });
  expect(labelUnit('furlong')).toBeUndefined();
  expect(labelUnit('constructor')).toBeUndefined();
  expect(labelUnit('°')).toEqual({ kind: 'degree', factor: 1 });
});
