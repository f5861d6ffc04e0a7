import { quantise, quantities, type QuantityName } from '@cellwatch/events';
import type { NumberColumn } from './bind-columns.js';
import { wordsOf } from './count-tabs.js';
import { point } from './scan-number.js';
import { emptyFields, planFields, splitFields } from './split-fields.js';

const tab = 9;
const comma = 44;

function column(quantity: QuantityName, field: number, times = 1, per = 1): NumberColumn {
  const { scale } = quantities[quantity];
  const rest = { label: '', unit: '', limit: Infinity, required: true, zero_is_missing: false };
  return { quantity, field, kind: scale === 1 ? 'integer' : 'number', times, per, scale, ...rest };
}

function split(text: string, columns: NumberColumn[], delimiter = tab, last = 0, before = '') {
  const bytes = new TextEncoder().encode(before + text);
  const plan = planFields(columns, [last], delimiter, point);
  const fields = emptyFields(plan);
  splitFields(bytes, wordsOf(bytes), before.length, plan, fields);
  const cells = Array.from(fields.starts, (start, i) =>
    new TextDecoder().decode(bytes.subarray(start, fields.ends[i])),
  );
  return { ...fields, cells };
}

test('fields, their count and the line end', () => {
  expect(split('a\t\tb c\td\r\n', [], tab, 3)).toMatchObject({
    cells: ['a', '', 'b c', 'd'],
    count: 4,
    end: 8,
    newline: 9,
  });
  expect(split('a\tb\t\n', [], tab, 2)).toMatchObject({ cells: ['a', 'b', ''], count: 3, newline: 4 });
});

test.each([0, 1, 2, 3])('dropped fields are counted wherever in a word they begin (%d)', (shift) => {
  for (let dropped = 0; dropped < 40; dropped++) {
    const text = `7${'\t0.00000'.repeat(dropped)}`;
    const fields = split(`${text}\r\n9\t9\t9\t9\t9`, [], tab, 0, 'x'.repeat(shift));
    expect(fields).toMatchObject({ count: dropped + 1, end: text.length + shift, newline: text.length + shift + 1 });
  }
});

test('quotes keep a delimiter in a field, in a used one and in a dropped one', () => {
  expect(split('0,15,"1,020.00",  0d 00:17:00.00,0\n', [], comma, 3)).toMatchObject({
    cells: ['0', '15', '1,020.00', '  0d 00:17:00.00'],
    count: 5,
  });
  expect(split('0,1,"1,020.00"\n', [], comma, 1)).toMatchObject({ cells: ['0', '1'], count: 3 });
  expect(split('"a","b",\r\n', [], comma, 2)).toMatchObject({ cells: ['a', 'b', ''], count: 3 });
});

test('a fraction in a column of whole numbers is left to the slow way', () => {
  const columns = [column('record_index', 0), column('step_id', 1)];
  expect(Array.from(split('12\t1.5\n', columns).values)).toEqual([12, NaN]);
});

test('what is no plain number is left to the slow way', () => {
  const columns = [0, 1, 2, 3, 4, 5].map((field) => column('voltage_volt', field));
  expect(Array.from(split('.\t-\t\t1e5\tN/A\t1.2.3\n', columns).values)).toEqual([NaN, NaN, NaN, NaN, NaN, NaN]);
});

test('values are quantise(Number(text) × unit), bit for bit', () => {
  let state = 7;
  const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const digits = (most: number) =>
    Array.from({ length: Math.floor(next() * most) }, () => Math.floor(next() * 10)).join('');
  const units = [
    { quantity: 'current_ampere', times: 1, per: 1 },
    { quantity: 'current_ampere', times: 1, per: 1000 },
    { quantity: 'voltage_volt', times: 1, per: 1 },
    { quantity: 'test_time_second', times: 60, per: 1 },
    { quantity: 'test_time_second', times: 1, per: 1 },
  ] as const;
  let scanned = 0;
  const differing: string[] = [];
  for (let k = 0; k < 20000; k++) {
    const texts = units.map(() => `${next() < 0.5 ? '-' : ''}${digits(9) || '0'}.${digits(12)}`);
    const columns = units.map(({ quantity, times, per }, field) => column(quantity, field, times, per));
    const wanted = units.map(({ quantity, times, per }, i) => quantise(quantity, (Number(texts[i]) * times) / per));
    const got = Array.from(split(`${texts.join('\t')}\n`, columns).values);
    // what is too long or too large for one multiplication is left to the slow way
    for (let i = 0; i < got.length; i++) {
      const { quantity, times } = units[i];
      const short = Number(texts[i].replace(/[-.]/g, '')) <= Number.MAX_SAFE_INTEGER;
      const plain = short && Math.abs(Number(texts[i])) < 2 ** 50 / quantities[quantity].scale / times;
      scanned += plain ? 1 : 0;
      if (!Object.is(got[i], plain ? wanted[i] : NaN)) differing.push(`${texts[i]}: ${got[i]}, ${wanted[i]}`);
    }
  }
  expect(differing).toEqual([]);
  expect(scanned).toBeGreaterThan(20000);
});

test('a tie is rounded as quantise rounds it, on either side of zero', () => {
  const columns = [column('test_time_second', 0), column('test_time_second', 1), column('test_time_second', 2)];
  const wanted = [0.0000005, -0.0000005, -0.0000015].map((second) => quantise('test_time_second', second));
  expect(Array.from(split('0.0000005\t-0.0000005\t-0.0000015\n', columns).values)).toEqual(wanted);
});
