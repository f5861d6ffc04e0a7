import { arealCapacity } from './areal-capacity.js';

test.each([
  [137.1, 15.3, '2.0976', '2.10'],
  [130.9, 12.7, '1.6624', '1.66'],
  [114.5, 14.9, '1.7061', '1.71'],
  [168.8, 14.9, '2.5151', '2.52'],
  [162.1, 15.3, '2.4801', '2.48'],
  [73.6, 15.3, '1.1261', '1.13'],
  [139.5, 14.7, '2.0507', '2.05'],
])('%p mAh/g × %p mg/cm²', (specific, loading, exact, printed) => {
  const area_cm2 = Math.PI / 4;
  const areal = arealCapacity((specific * loading * area_cm2) / 1e6, area_cm2) as number;
  expect(Math.abs(areal - Number(exact))).toBeLessThan(5.1e-5);
  expect(areal.toFixed(2)).toBe(printed);
});

test('without an area there is none', () => {
  expect(arealCapacity(0.001, undefined)).toBeNull();
});
