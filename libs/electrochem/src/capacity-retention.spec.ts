import { capacityRetention } from './capacity-retention.js';

const percent = (capacity: number, reference: number, digits = 1) =>
  (100 * capacityRetention(capacity, reference)!).toFixed(digits);

test('half-cells refer to the charge of cycle 1', () => {
  expect(percent(1131.7, 1372.7)).toBe('82.4');
  expect(percent(1147.4, 1255.4, 3)).toBe('91.397');
});

test('the discharge of cycle 1 is the wrong base of a half-cell', () => {
  expect(percent(1147.4, 1555.1)).toBe('73.8');
});

test('full cells refer to the first cycle after formation in the same regime', () => {
  expect(percent(137.1, 168.84)).toBe('81.2');
  expect(percent(130.9, 146.75)).toBe('89.2');
  expect(percent(124.57, 139.5)).toBe('89.3');
});

test('a cycle of another rate is the wrong base', () => {
  expect(percent(137.1, 187.4)).toBe('73.2');
});

test.each([
  ['liquid half-cell', [1328.2, 1307.3, 1236.4, 1109.8, 888.7, 725.2], [100, 98.43, 93.09, 83.56, 66.91, 54.6]],
  ['liquid full cell', [187.4, 175.5, 174.2, 163.6, 151.9, 139.7], [100, 93.65, 92.96, 87.3, 81.06, 74.55]],
  ['graphite reference', [179.0, 152.5, 140.2, 124.8, 112.2, 88.1], [100, 85.2, 78.32, 69.72, 62.68, 49.22]],
  ['solid full cell', [162.1, 73.6], [100, 45.4]],
])('rates against the slowest: %s', (_, capacities, percents) => {
  capacities.forEach((capacity, rate) =>
    expect(Math.abs(100 * capacityRetention(capacity, capacities[0])! - percents[rate])).toBeLessThan(0.05),
  );
});

test('a reference that passed nothing gives none', () => {
  expect(capacityRetention(1, 0)).toBeNull();
});
