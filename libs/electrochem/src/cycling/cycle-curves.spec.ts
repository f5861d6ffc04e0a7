import { sliceBatch, type CellFacts, type RecordBatch } from '@cellwatch/events';
import { foldAll } from '../spec-support/fold-all.js';
import { protocol } from '../spec-support/protocol.js';
import { siliconTinDelithiation } from '../spec-support/silicon-tin-delithiation.js';
import { cycleCurves } from './cycle-curves.js';

const facts: CellFacts = {
  cell_id: 'cell',
  facts_version: '0',
  system: 'anode_half_cell',
  nominal_capacity_ah: 0.8,
  reference_electrode: 'lithium',
};
const shape = siliconTinDelithiation(30, 0, 1);

/** Two cycles: lithiation in a straight line, delithiation with the peaks of silicon and tin. */
function twoCycles(): RecordBatch {
  const plan = protocol().rest(600, 1.2);
  for (let cycle = 0; cycle < 2; cycle++) {
    plan.step({ current: -0.3, seconds: 9600, from: 1.2, to: 0.01 }).rest(600, 0.05);
    const start = plan.time();
    shape.voltage_volt.forEach((voltage_volt, row) =>
      plan.row({
        test_time_second: start + 30 * row + 0.01,
        step_time_second: 30 * row + 0.01,
        step_count: 100 + cycle,
        step_type: 2,
        voltage_volt,
        current_ampere: 0.3,
      }),
    );
    plan.rest(600, 1.9);
  }
  return plan.batch();
}

function curvesOf(batches: RecordBatch[], facts_: CellFacts, first_record_index: number) {
  const found = cycleCurves(facts_, { test_id: 'test', first_record_index, reference_ah: 0.8 });
  for (const batch of batches) found.take(batch);
  return found.curves();
}

const whole = twoCycles();
const cycles = foldAll(facts, whole);
/** The second cycle alone, with a few records before it, as they are read from the table. */
const second = sliceBatch(whole, cycles[1].first_record_index - 5, whole.length);

test('the curve is the one on which the published peaks were found', () => {
  const { charge } = curvesOf([second], facts, cycles[1].first_record_index);
  const { voltage_volt, differential_capacity_ah_per_volt: height } = charge!.differential!;
  expect(cycles[1].charging_peaks!.map((peak) => peak.voltage_volt.toFixed(2))).toEqual([
    '0.35',
    '0.54',
    '0.66',
    '0.73',
    '0.80',
  ]);
  for (const peak of cycles[1].charging_peaks!) {
    const at = voltage_volt.findIndex((volt) => Math.abs(volt - peak.voltage_volt) <= 0.001 + 1e-9);
    expect(height[at]).toBeGreaterThan(height[at - 10]);
    expect(height[at]).toBeGreaterThan(height[at + 10]);
    expect(Math.abs(height[at] / peak.height_ah_per_volt - 1)).toBeLessThan(0.01);
  }
  const area = height.reduce((sum, each) => sum + each * 0.002, 0);
  expect(area / cycles[1].cycle_charging_capacity_ah).toBeCloseTo(1, 2);
});

test('voltage over capacity ends at the published capacities, from the cycle’s own first record on', () => {
  const { charge, discharge } = curvesOf([second], facts, cycles[1].first_record_index);
  expect(discharge!.voltage_over_capacity.capacity_ah.at(-1)).toBeCloseTo(cycles[1].cycle_discharging_capacity_ah, 6);
  expect(charge!.voltage_over_capacity.capacity_ah.at(-1)).toBeCloseTo(cycles[1].cycle_charging_capacity_ah, 6);
  const { capacity_ah, voltage_volt } = discharge!.voltage_over_capacity;
  expect(capacity_ah[0]).toBeLessThan(1e-5);
  expect(capacity_ah).toEqual([...capacity_ah].sort((one, other) => one - other));
  // a straight line of 1.2 … 0.01 V over 0.8 Ah
  capacity_ah.forEach((ah, at) => expect(voltage_volt[at]).toBeCloseTo(1.2 - (1.19 * ah) / 0.8, 3));
  expect(capacity_ah.length).toBeLessThanOrEqual(500);
});

test('however the records are cut', () => {
  const pieces: RecordBatch[] = [];
  for (let from = 0; from < second.length; from += 7)
    pieces.push(sliceBatch(second, from, Math.min(second.length, from + 7)));
  const first = cycles[1].first_record_index;
  expect(curvesOf(pieces, facts, first)).toEqual(curvesOf([second], facts, first));
});

test('without a nominal capacity the cell’s size is what the caller says', () => {
  const { nominal_capacity_ah: _, ...unknown } = facts;
  const first = cycles[1].first_record_index;
  expect(curvesOf([second], unknown, first).charge!.differential!.voltage_volt.length).toBeGreaterThan(900);
});

test('a half that still runs has a curve as far as it is', () => {
  const part = sliceBatch(second, 0, second.length - 200);
  const { charge } = curvesOf([part], facts, cycles[1].first_record_index);
  const end = charge!.voltage_over_capacity.voltage_volt.at(-1)!;
  expect(end).toBeLessThan(1.5);
  expect(charge!.differential!.voltage_volt.at(-1)).toBeGreaterThan(end - 0.01);
});

test('two currents in a half: both on the trace, and no dQ/dV, with the reason', () => {
  const plan = protocol().rest();
  plan.step({ current: 1, seconds: 1800, from: 3, to: 3.7 }).step({ current: 0.5, seconds: 3600, from: 3.65, to: 4.2 });
  plan.rest().step({ current: -1, seconds: 3600, from: 4.1, to: 3 }).rest();
  const { charge, discharge } = curvesOf([plan.batch()], { ...facts, system: 'full_cell', nominal_capacity_ah: 1 }, 1);
  expect(charge).toMatchObject({ differential: null, differential_reason: 'several_steps' });
  expect(charge!.voltage_over_capacity.capacity_ah.at(-1)).toBeCloseTo(1, 6);
  expect(discharge!.differential_reason).toBeNull();
});

test('a current that wanders is not constant; nothing in a direction is null', () => {
  const plan = protocol().rest();
  plan.step({ current: (second) => 1 + 0.02 * Math.sin(second / 200), seconds: 3600, from: 3, to: 4.2 });
  const { charge, discharge } = curvesOf([plan.batch()], { ...facts, nominal_capacity_ah: 1 }, 1);
  expect(charge!.differential_reason).toBe('current_not_constant');
  expect(discharge).toBeNull();
});
