import type { CycleSummary } from '@cellwatch/events';
import { compareCycles } from './compare-cycles.js';

const cycle = (derived_cycle_count: number, values: Partial<CycleSummary> = {}) =>
  ({
    test_id: 't',
    first_record_index: 100 * derived_cycle_count,
    derived_cycle_count,
    definition_version: 1,
    revision: 1,
    status: 'complete',
    coulombic_efficiency: 0.99,
    flags: [],
    ...values,
  }) as unknown as CycleSummary;
const none = { equal: 0, changed: 0, new: 0, gone: 0, open: 0, quantities: {} };

test('another version of equal values is equal, whatever the order of their fields', () => {
  const edge = (a: object) => ({ charging_edge: a as CycleSummary['charging_edge'] });
  const old = cycle(1, { revision: 4, ...edge({ a: 1, b: 2 }) });
  const anew = cycle(1, { definition_version: 2, ...edge({ b: 2, a: 1 }) });
  expect(compareCycles([old], [anew])).toEqual({ ...none, equal: 1 });
});

test('a field of an edge is a quantity of its own', () => {
  const edge = (resistance_ohm: number) => ({ charging_edge: { record_index: 7, resistance_ohm } as never });
  const { quantities } = compareCycles([cycle(1, edge(70))], [cycle(1, edge(80))]);
  expect(quantities).toEqual({
    charging_edge_resistance_ohm: {
      cycles: 1,
      largest: { test_id: 't', first_record_index: 100, derived_cycle_count: 1, old: 70, new: 80 },
    },
  });
});

test('new and gone ones are counted', () => {
  expect(compareCycles([cycle(1), cycle(2)], [cycle(1), cycle(3)])).toEqual({ ...none, equal: 1, new: 1, gone: 1 });
});

test('of each quantity the number of cycles, and the largest change with its cycle', () => {
  const old = [1, 2, 3].map((count) => cycle(count));
  const anew = [
    cycle(1, { coulombic_efficiency: 0.98 }),
    cycle(2, { coulombic_efficiency: 0.9, flags: ['merged'] }),
    cycle(3, { coulombic_efficiency: 0.97 }),
  ];
  expect(compareCycles(old, anew)).toEqual({
    ...none,
    changed: 3,
    quantities: {
      coulombic_efficiency: {
        cycles: 3,
        largest: { test_id: 't', first_record_index: 200, derived_cycle_count: 2, old: 0.99, new: 0.9 },
      },
      flags: {
        cycles: 1,
        largest: { test_id: 't', first_record_index: 200, derived_cycle_count: 2, old: null, new: ['merged'] },
      },
    },
  });
});

test('a number that vanished is the largest change; a column that one side lacks is null', () => {
  const old = [cycle(1), cycle(2)];
  const anew = [cycle(1, { coulombic_efficiency: null, purpose: null }), cycle(2, { coulombic_efficiency: 0.1 })];
  const { quantities } = compareCycles(old, anew);
  expect(quantities).toMatchObject({ coulombic_efficiency: { cycles: 2, largest: { old: 0.99, new: null } } });
  expect(Object.keys(quantities)).toEqual(['coulombic_efficiency']);
});

test('what is provisional on the side that is shown, or is new and provisional, is not compared', () => {
  const open = { status: 'open', coulombic_efficiency: null } as const;
  expect(compareCycles([cycle(1, open)], [cycle(1)])).toEqual({ ...none, open: 1 });
  expect(compareCycles([], [cycle(1, open)])).toEqual({ ...none, open: 1 });
  expect(compareCycles([cycle(1, open)], [])).toEqual({ ...none, open: 1 });
  // but a cycle that was complete and would be open is another one
  expect(compareCycles([cycle(1)], [cycle(1, open)])).toMatchObject({ changed: 1, open: 0 });
});
