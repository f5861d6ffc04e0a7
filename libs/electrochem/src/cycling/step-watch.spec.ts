import { noFacts, sliceBatch } from '@cellwatch/events';
import { evolveCycling, initialCyclingState, runningHalf, type StepWatch } from '../index.js';
import { batchOf } from '../spec-support/batch-of.js';
import { protocol } from '../spec-support/protocol.js';

const facts = { cell_id: 'cell', facts_version: noFacts, system: 'full_cell', nominal_capacity_ah: 1 } as const;

/** Two cycles with a hold, by records of the cycler that count their charge. */
const cycles = () =>
  [1, 2].reduce(
    (cell, cycle) =>
      cell
        .step({ current: 1, seconds: 3000, from: 3, to: 4.2, cycle })
        .step({ current: (second) => Math.exp(-second / 600), seconds: 900, from: 4.2, cycle })
        .rest()
        .step({ current: -1, seconds: 3500, from: 4.1, to: 3, cycle })
        .rest(),
    protocol({ counter: true }),
  );

test('each record once, in order, with what the step had passed and where its hold began', () => {
  const batch = cycles().batch();
  const seen: number[][] = [];
  const passed = new Map<number, number>();
  let held = 0;
  const completed: number[] = [];
  const watch: StepWatch = {
    added(step, { values, passed: capacity, held: before }, from, to) {
      for (let row = from; row < to; row++) {
        seen.push([values.record_index[row], step.first_record_index]);
        passed.set(values.record_index[row], capacity[row]);
        if (before[row] > 0) held++;
      }
    },
    closing() {},
    completed: ({ derived_cycle_count }) => completed.push(derived_cycle_count),
  };
  let state = initialCyclingState(facts, { shapes: false });
  for (let at = 0; at < batch.length; at += 7)
    state = evolveCycling(state, sliceBatch(batch, at, Math.min(batch.length, at + 7)), undefined, watch).state;
  expect(seen.map(([index]) => index)).toEqual(Array.from(batch.columns.record_index!));
  // A first record of a test adds nothing.
  const end = batch.columns.current_ampere!.findIndex((ampere, row) => row > 0 && ampere < 1);
  expect(passed.get(end)).toBeCloseTo((3000 - 0.01) / 3600, 9);
  expect(held).toBeGreaterThan(40);
  expect(completed).toEqual([1]);
});

test('a time that repeats, one that runs backward, one with which the clock begins again', () => {
  const row = (test_time_second: number) => ({ test_time_second, voltage_volt: 3.7, current_ampere: 1 });
  const told = (...times: number[]) => {
    const reasons: string[] = [];
    const watch: StepWatch = { added() {}, closing() {}, misclocked: (reason) => reasons.push(reason) };
    evolveCycling(initialCyclingState(facts), batchOf(times.map(row)), undefined, watch);
    return reasons;
  };
  expect(told(0, 10, 10, 20)).toEqual(['repeated']);
  expect(told(0, 10, 5, 20)).toEqual(['backward']);
  expect(told(0, 10, 5, 6, 7)).toEqual(['restarted']);
});

test('edges alone: a step after a rest has one, though shapes are off', () => {
  const edges = (asked: object) => {
    let found = 0;
    const watch: StepWatch = { added() {}, closing: ({ step }) => void (found += step!.edge ? 1 : 0) };
    evolveCycling(initialCyclingState(facts, { shapes: false, ...asked }), cycles().batch(), undefined, watch);
    return found;
  };
  expect([edges({}), edges({ edges: true })]).toEqual([0, 6]);
});

test('the running half: an excursion has the number that its cycle would have, until it comes to nothing', () => {
  const numbers: string[] = [];
  let state = initialCyclingState(facts);
  expect(runningHalf(state)).toBeNull();
  const watch: StepWatch = {
    added() {
      const { half, established, derived_cycle_count } = runningHalf(state)!;
      const told = `${derived_cycle_count} ${half.direction} ${established}`;
      if (numbers.at(-1) !== told) numbers.push(told);
    },
    closing() {},
  };
  state = evolveCycling(state, cycles().batch(), undefined, watch).state;
  expect(numbers).toEqual(['1 1 false', '1 1 true', '1 -1 false', '1 -1 true', '2 1 false', '2 1 true', '2 -1 false', '2 -1 true']); // prettier-ignore
});
