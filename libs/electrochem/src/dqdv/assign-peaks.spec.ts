import type { CellFacts } from '@cellwatch/events';
import { assignPeaks } from './assign-peaks.js';

const expected: CellFacts['expected_peaks'] = [
  { name: 'Si 1', voltage_volt: 0.35, direction: 'charge' },
  { name: 'Si 2', voltage_volt: 0.54, direction: 'charge' },
  { name: 'LixSn 1', voltage_volt: 0.66, direction: 'charge' },
  { name: 'LixSn 2', voltage_volt: 0.73, direction: 'charge' },
  { name: 'LixSn 3', voltage_volt: 0.8, direction: 'charge' },
  { name: 'Si with carbons', voltage_volt: 0.01, direction: 'discharge' },
];
const at = (...voltages: number[]) =>
  voltages.map((voltage_volt) => ({ voltage_volt, height_ah_per_volt: 1, area_ah: 1 }));
const names = (voltages: number[], reference_offset_volt = 0, direction: 'charge' | 'discharge' = 'charge') =>
  assignPeaks(at(...voltages), expected, { direction, reference_offset_volt }).map(({ assignment }) => assignment);

test('against lithium', () => {
  expect(names([0.35, 0.54, 0.66, 0.73, 0.8])).toEqual(['Si 1', 'Si 2', 'LixSn 1', 'LixSn 2', 'LixSn 3']);
});

test('against lithium-indium, 0.62 V lower; without the offset three get a wrong name or none', () => {
  const voltages = [-0.27, -0.08, 0.04, 0.11, 0.18];
  expect(names(voltages, 0.62)).toEqual(['Si 1', 'Si 2', 'LixSn 1', 'LixSn 2', 'LixSn 3']);
  expect(names(voltages)).toEqual([null, null, null, null, null]);
});

test('30 mV is within, more is not', () => {
  expect(names([0.38])).toEqual(['Si 1']);
  expect(names([0.32])).toEqual(['Si 1']);
  expect(names([0.3801])).toEqual([null]);
});

test('each is given once, to the nearest', () => {
  expect(names([0.68, 0.655])).toEqual([null, 'LixSn 1']);
  expect(names([0.695, 0.71])).toEqual([null, 'LixSn 2']);
});

test('the other direction has its own', () => {
  expect(names([0.35, 0.02], 0, 'discharge')).toEqual([null, 'Si with carbons']);
});

test('nothing expected assigns nothing', () => {
  const peaks = at(0.35);
  expect(assignPeaks(peaks, undefined, { direction: 'charge', reference_offset_volt: 0 })).toEqual([
    { ...peaks[0], assignment: null },
  ]);
});
