import { coulombicEfficiency } from './coulombic-efficiency.js';

// second half / first half in mAh/g, as published for anode half-cells (discharge, charge)
test.each([
  ['Si/a-Sn/CoSi2', 1961.7, 1771.5, '90.304'],
  ['+G', 1672.9, 1372.7, '82.055'],
  ['+G/C', 1555.1, 1255.4, '80.728'],
  ['+G/C on a solid electrolyte', 1501.7, 1137.0, '75.714'],
  ['Si/a-Sn/CoSi2 on a solid electrolyte', 2127.8, 1718.6, '80.769'],
])('%s', (_, discharge, charge, percent) => {
  expect((100 * coulombicEfficiency(discharge, charge)!).toFixed(3)).toBe(percent);
});

test('without a first half there is none', () => {
  expect(coulombicEfficiency(0, 1)).toBeNull();
});
