import { peaksOfArcs } from './peaks-of-arcs.js';

const arcs = [
  { name: 'R_int', time_constant_second: 5.5e-5 },
  { name: 'R_ct', time_constant_second: 5.5e-3 },
];
const peak = (time_constant_second: number, resistance_ohm: number) => ({
  time_constant_second,
  resistance_ohm,
  characteristic_frequency_hertz: 1 / (2 * Math.PI * time_constant_second),
});

test('a peak stands beside the nearest arc; two of one arc are summed; one far from all stands alone', () => {
  expect(peaksOfArcs(arcs, [peak(5e-5, 12), peak(4e-3, 30), peak(8e-3, 8), peak(2, 3)])).toEqual([
    { arc: arcs[0], resistance_ohm: 12, time_constant_second: 5e-5 },
    { arc: arcs[1], resistance_ohm: 38, time_constant_second: 4e-3 },
    { arc: null, resistance_ohm: 3, time_constant_second: 2 },
  ]);
});

test('an arc without a peak, and peaks without a fit', () => {
  expect(peaksOfArcs(arcs, [peak(5e-5, 12)])[1]).toEqual({
    arc: arcs[1],
    resistance_ohm: null,
    time_constant_second: null,
  });
  expect(peaksOfArcs([], [peak(5e-5, 12)])).toEqual([{ arc: null, resistance_ohm: 12, time_constant_second: 5e-5 }]);
});
