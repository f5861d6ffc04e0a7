import * as door from './index.js';

test('the one door opens on purpose', () => {
  expect(Object.keys(door).sort()).toEqual([
    'openCircuitVoltage',
    'referenceCell',
    'syntheticCell',
    'syntheticFleet',
    'writeMaccorText',
  ]);
  expect(door.openCircuitVoltage('full_cell', 0)).toBeCloseTo(2.6, 4);
  expect(door.openCircuitVoltage('full_cell', 0.5)).toBeCloseTo(3.7498, 4);
  expect(door.openCircuitVoltage('full_cell', 1)).toBeCloseTo(4.3604, 4);
  expect(door.openCircuitVoltage('full_cell', 1.02)).toBeCloseTo(4.3881, 4);
});
