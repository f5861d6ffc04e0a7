import { relaxationSlope } from './relaxation-slope.js';

test('a straight line, wherever its time begins', () => {
  const times = [1e6, 1e6 + 10, 1e6 + 25, 1e6 + 60];
  expect(relaxationSlope(times, [4, 3.999, 3.9975, 3.994])).toBeCloseTo(-0.36, 9);
});

test('a healthy solid cell after charge: 80 Ω and 600 s give −25.2 mV/h from 1200 to 1800 s', () => {
  const times = Array.from({ length: 601 }, (_, second) => 1200 + second);
  const overvoltage = 0.62345e-3 * 80;
  const volts = times.map((second) => 4.25 + overvoltage * Math.exp(-second / 600));
  expect((1000 * relaxationSlope(times, volts)!).toFixed(1)).toBe('-25.2');
  expect(
    (
      1000 *
      relaxationSlope(
        times,
        volts.map((volt, at) => volt - (0.0184 * times[at]) / 3600),
      )!
    ).toFixed(1),
  ).toBe('-43.6');
});

test('a weight counts a point as often', () => {
  const weighted = relaxationSlope([0, 10, 20], [1, 2, 2], [1, 2, 3]);
  expect(weighted).toBeCloseTo(relaxationSlope([0, 10, 10, 20, 20, 20], [1, 2, 2, 2, 2, 2])!, 12);
  expect(weighted).not.toBeCloseTo(relaxationSlope([0, 10, 20], [1, 2, 2])!, 3);
});

test('one moment has no slope', () => {
  expect(relaxationSlope([], [])).toBeNull();
  expect(relaxationSlope([5, 5], [1, 2])).toBeNull();
  expect(relaxationSlope([0, 10], [1, 2], [0, 0])).toBeNull();
});
