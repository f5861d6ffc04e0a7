import { declareFacts } from '@cellwatch/events';
import { factsChanges } from './facts-changes.js';

test('which field, old and new; the order of keys is no change', () => {
  const before = declareFacts({ cell_id: 'a', system: 'full_cell', label: 'x', factors: { a: 1, b: 2 } });
  const after = declareFacts({ cell_id: 'a', system: 'full_cell', nominal_capacity_ah: 2, factors: { b: 2, a: 1 } });
  expect(factsChanges(before, after)).toEqual(['label "x" → not declared', 'nominal_capacity_ah not declared → 2']);
  expect(factsChanges(before, before)).toEqual([]);
});
