import { linearScale, padded, ticksOf, tickText } from './scale.js';

test('ticks are round and within the domain', () => {
  expect(ticksOf([0, 100], 5)).toEqual([0, 20, 40, 60, 80, 100]);
  expect(ticksOf([0.93, 1.004], 4)).toEqual([0.94, 0.96, 0.98, 1]);
  expect(ticksOf([-0.62, 1.38], 4)).toEqual([-0.5, 0, 0.5, 1]);
  expect(ticksOf([3, 3], 4)).toEqual([3]);
});

test('they are printed with the decimals that tell them apart', () => {
  const ticks = ticksOf([0.93, 1.004], 4);
  expect(ticks.map((tick) => tickText(tick, ticks))).toEqual(['0.94', '0.96', '0.98', '1.00']);
  expect(tickText(-20, [-20, 0, 20])).toBe('−20');
});

test('a scale goes from domain to range, also downward', () => {
  const y = linearScale([0, 10], [200, 0]);
  expect([y(0), y(2.5), y(10)]).toEqual([200, 150, 0]);
});

test('one value alone gets room, and none at all an axis', () => {
  expect(padded([5, 5], 1)).toEqual([4.5, 5.5]);
  expect(padded([0, 100], 1)).toEqual([-6, 106]);
  expect(padded([], 1)).toEqual([0, 1]);
});
