import { shuntResistance } from './shunt-resistance.js';

const cycle = {
  charging_capacity_ah: 1e-3,
  discharging_capacity_ah: 0.98e-3,
  charging_energy_wh: 3.8e-3,
  discharging_energy_wh: 3.526e-3,
  duration_second: 20_000,
};

test('mean voltage over the mean current lost', () => {
  // 20 µAh in 20 000 s are 3.6 µA; the mean voltage is 7.326/1.98 = 3.7 V
  expect(shuntResistance(cycle)).toBeCloseTo(3.7 / 3.6e-6, 3);
});

test('no loss that a cycler can tell, no shunt', () => {
  expect(shuntResistance({ ...cycle, discharging_capacity_ah: 0.9991e-3 })).toBeNull();
  expect(shuntResistance({ ...cycle, discharging_capacity_ah: 1.01e-3 })).toBeNull();
});
