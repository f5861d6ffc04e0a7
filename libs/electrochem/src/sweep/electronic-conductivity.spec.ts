import { electronicConductivity } from './electronic-conductivity.js';

const voltage_volt = Array.from({ length: 61 }, (_, row) => -0.3 + row / 100);
const sweep = (resistance_ohm: number, offset_ampere = 0) => ({
  voltage_volt,
  current_ampere: voltage_volt.map((volt) => volt / resistance_ohm + offset_ampere),
  thickness_micrometer: 1000,
  area_cm2: Math.PI / 4,
});

test('0.1 cm, 0.6157 Ω on 10 mm; the rounded area gives another last digit', () => {
  expect(electronicConductivity(sweep(0.6157))!.toFixed(5)).toBe('0.20680');
  expect(electronicConductivity({ ...sweep(0.6157), area_cm2: 0.785 })!.toFixed(5)).toBe('0.20690');
});

test.each([1.177e-5, 1.573e-2, 1.95e-1, 2.186e-1, 2.068e-1])('%p S/cm comes back', (conductivity) => {
  const resistance = 0.1 / (conductivity * (Math.PI / 4));
  expect(electronicConductivity(sweep(resistance))! / conductivity).toBeCloseTo(1, 12);
});

test('an offset of the current does not count, where a quotient of one point would', () => {
  expect(electronicConductivity(sweep(0.6157, 0.02))!.toFixed(5)).toBe('0.20680');
  const { current_ampere } = sweep(0.6157, 0.02);
  expect(((current_ampere[60] / voltage_volt[60]) * 0.1) / (Math.PI / 4)).toBeGreaterThan(0.21);
});

test('no sweep, swapped leads, no geometry: none', () => {
  expect(electronicConductivity({ ...sweep(1), voltage_volt: voltage_volt.map(() => 0.3) })).toBeNull();
  expect(electronicConductivity(sweep(-1))).toBeNull();
  expect(electronicConductivity({ ...sweep(1), thickness_micrometer: null })).toBeNull();
  expect(electronicConductivity({ ...sweep(1), area_cm2: undefined })).toBeNull();
});
