import { edgesOf } from '../../index.js';
import { foldAll } from '../../spec-support/fold-all.js';
import { protocol } from '../../spec-support/protocol.js';

test('four edges a cycle in their order, each with the voltage of the rest beside it', () => {
  const plan = protocol().rest(600, 3.1);
  for (let cycle = 0; cycle < 2; cycle++)
    plan
      .step({ current: 1, seconds: 3600, from: 3.2, to: 4.2 })
      .rest(600, 4.1)
      .step({ current: -1, seconds: 3600, from: 4, to: 3 })
      .rest(600, 3.1);
  plan.step({ current: 1, seconds: 600, from: 3.2 });
  const edges = edgesOf(foldAll({ system: 'full_cell', nominal_capacity_ah: 1 }, plan.batch()).slice(0, 2));
  const kinds = ['into_charge', 'charge_into_rest', 'into_discharge', 'discharge_into_rest'];
  expect(edges.map(({ kind }) => kind)).toEqual([...kinds, ...kinds]);
  expect(edges.map(({ rest_voltage_volt }) => rest_voltage_volt)).toEqual([null, 4.1, 4.1, 3.1, 3.1, 4.1, 4.1, 3.1]);
  expect(edges[2].resistance_ohm).toBeCloseTo(0.1, 3);
  expect(edges.every(({ current_step_ampere }) => Math.abs(current_step_ampere) === 1)).toBe(true);
  expect(edgesOf([])).toEqual([]);
});
