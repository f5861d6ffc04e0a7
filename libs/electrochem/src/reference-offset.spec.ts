import { referenceOffset } from './reference-offset.js';

test.each([
  [{}, null],
  [{ reference_electrode: 'lithium' as const }, 0],
  [{ reference_electrode: 'lithium_indium' as const }, 0.62],
  [{ reference_electrode: 'lithium_indium' as const, reference_offset_volt: 0.6 }, 0.6],
  [{ reference_offset_volt: 0.05 }, 0.05],
])('%p', (facts, offset) => {
  expect(referenceOffset(facts)).toBe(offset);
});

test('window of the solid half-cell: −0.6 to 1.38 V against Li-In is 0.02 to 2.00 V against lithium', () => {
  const offset = referenceOffset({ reference_electrode: 'lithium_indium' })!;
  expect(-0.6 + offset).toBeCloseTo(0.02, 12);
  expect(1.38 + offset).toBeCloseTo(2, 12);
});
