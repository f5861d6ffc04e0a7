import { ionicConductivity } from './ionic-conductivity.js';

const time_second = Array.from({ length: 361 }, (_, row) => 10 * row);
const bias = (settles: (time: number) => number) => ({
  time_second,
  current_ampere: time_second.map(settles),
  bias_volt: 0.05,
  thickness_micrometer: 600,
  area_cm2: Math.PI / 4,
});

test('600 µm, 1.309 mA at 50 mV on 10 mm', () => {
  const settled = bias((time) => 1.309e-3 * (1 + 0.4 * Math.exp(-time / 200)));
  expect(ionicConductivity(settled)!.toExponential(4)).toBe('2.0000e-3');
});

test('the first current is the wrong one', () => {
  expect(((0.06 * 1.4 * 1.309e-3) / ((Math.PI / 4) * 0.05)).toExponential(4)).not.toBe('2.0000e-3');
  const early = bias((time) => 1.309e-3 * (1 + 0.4 * Math.exp(-time / 200)));
  const cut = { time_second: time_second.slice(0, 20), current_ampere: early.current_ampere.slice(0, 20) };
  expect(ionicConductivity({ ...early, ...cut })).toBeNull();
});

test('1 % a minute is the limit', () => {
  const drifting = (percent: number) => bias((time) => 1e-3 * (1 - ((percent / 100) * (time - 3570)) / 60));
  expect(ionicConductivity(drifting(0.9))).not.toBeNull();
  expect(ionicConductivity(drifting(1.1))).toBeNull();
  expect(ionicConductivity(drifting(-1.1))).toBeNull();
});

test('a bias of less than a minute, a current against it, no geometry: none', () => {
  const steady = bias(() => 1e-3);
  expect(ionicConductivity({ ...steady, time_second: time_second.map((time) => time / 100) })).toBeNull();
  expect(ionicConductivity({ ...steady, bias_volt: -0.05 })).toBeNull();
  expect(ionicConductivity({ ...steady, bias_volt: 0 })).toBeNull();
  expect(ionicConductivity({ ...steady, thickness_micrometer: undefined })).toBeNull();
  expect(ionicConductivity({ ...steady, area_cm2: null })).toBeNull();
  expect(ionicConductivity({ ...steady, time_second: [], current_ampere: [] })).toBeNull();
});
