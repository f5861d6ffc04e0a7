import { judgeCharge } from './judge-charge.js';
import type { ChargeNotes } from './note-charges.js';

const like = { ring: [1, 1, 1], current_ampere: 0.3, constant_voltage: false };

/** Rows of a charge that was told of from its first record on. */
function rows(capacity_ah: number[], over: Partial<Record<keyof ChargeNotes, number[]>> = {}) {
  const filled = (value: number) => capacity_ah.map(() => value);
  const notes: ChargeNotes = {
    record_index: Float64Array.from(capacity_ah.keys()),
    unix_time_second: Float64Array.from(capacity_ah.keys()),
    capacity_ah: Float64Array.from(capacity_ah),
    current_ampere: Float64Array.from(over.current_ampere ?? filled(0.3)),
    constant_voltage: Uint8Array.from(over.constant_voltage ?? filled(0)),
    doubtful: Uint8Array.from(over.doubtful ?? filled(0)),
  };
  const told = {
    test_id: 'test',
    first_record_index: 0,
    derived_cycle_count: 9,
    record_test_id: 'test',
    from: 0,
    to: capacity_ah.length,
    largest_ah: Math.max(...capacity_ah),
  };
  return [told, notes] as const;
}
const found = (charge: ReturnType<typeof rows>, memory = like, raised: 'warning' | 'critical' | null = null) =>
  judgeCharge(...charge, memory, raised).map(({ row, severity, limit_ah }) => [row, severity, limit_ah]);

test('the first record above each limit; a record at the limit is not above it', () => {
  expect(found(rows([1, 1.1, 1.11, 1.2, 1.25, 1.26, 1.3]))).toEqual([
    [2, 'warning', 1.1],
    [5, 'critical', 1.25],
  ]);
});

test('a record that passes both limits at once is critical alone', () => {
  expect(found(rows([1, 1.3, 1.4]))).toEqual([[1, 'critical', 1.25]]);
});

test('what was raised before is not raised again', () => {
  expect(found(rows([1.2, 1.3]), like, 'warning')).toEqual([[1, 'critical', 1.25]]);
  expect(found(rows([1.2, 1.3]), like, 'critical')).toEqual([]);
});

test('fewer than three charges are no baseline; the median of three is', () => {
  expect(found(rows([9]), { ...like, ring: [1, 1] })).toEqual([]);
  expect(found(rows([8]), { ...like, ring: [1, 8, 7] })).toEqual([[0, 'warning', 1.1 * 7]]);
});

test('records of a doubtful charge, at another current, or in a hold that the others lacked do not count', () => {
  const high = [1.2, 1.2, 1.2];
  expect(found(rows(high, { doubtful: [1, 1, 1] }))).toEqual([]);
  expect(found(rows(high, { constant_voltage: [1, 1, 1] }))).toEqual([]);
  expect(found(rows(high, { constant_voltage: [1, 1, 1] }), { ...like, constant_voltage: true })).toHaveLength(1);
  expect(found(rows(high, { current_ampere: [0.26, 0.34, 0.271] }))).toEqual([[2, 'warning', 1.1]]);
});
