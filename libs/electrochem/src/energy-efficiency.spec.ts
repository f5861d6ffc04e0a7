import { coulombicEfficiency } from './coulombic-efficiency.js';
import { energyEfficiency } from './energy-efficiency.js';
import { meanVoltage } from './mean-voltage.js';

test('equals the CE times the ratio of mean voltages', () => {
  const [charge, discharge] = [2.1, 2.05];
  const [charged, discharged] = [2.1 * 3.8, 2.05 * 3.64];
  const identity =
    (coulombicEfficiency(charge, discharge)! * meanVoltage(discharged, discharge)!) / meanVoltage(charged, charge)!;
  expect(energyEfficiency(charged, discharged)).toBeCloseTo(identity, 14);
});

test('without charged energy there is none', () => {
  expect(energyEfficiency(0, 1)).toBeNull();
});
