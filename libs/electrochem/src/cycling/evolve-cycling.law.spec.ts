import { noFacts, sliceBatch, type CellFacts, type CycleSummary, type RecordBatch } from '@cellwatch/events';
import { evolveCycling, initialCyclingState, type CyclingState } from '../index.js';
import { messyTests } from '../spec-support/messy-tests.js';
import { random } from '../spec-support/random.js';

const cases = process.env.CELLWATCH_LONG ? 20_000 : 2_000;

/** What a service does: folds in passing, and when a record comes late folds the cell again from what has landed. */
function service(facts: Partial<CellFacts>, { lands = false } = {}) {
  const initial = () => initialCyclingState({ cell_id: 'cell', facts_version: noFacts, ...facts });
  const landed = new Map<string, RecordBatch>();
  let state = initial();
  let published = new Map<string, CycleSummary>();
  let refolds = 0;
  let told = 0;
  let heard = 0;
  const key = (cycle: CycleSummary) => `${cycle.test_id} ${cycle.first_record_index}`;
  return {
    take(batch: RecordBatch) {
      for (let row = 0; lands && row < batch.length; row++) {
        const record = sliceBatch(batch, row, row + 1);
        landed.set(`${batch.test_id} ${batch.columns.record_index![row]}`, record);
      }
      const evolved = evolveCycling(JSON.parse(JSON.stringify(state)) as CyclingState, batch, (half) => {
        told = Math.imul(told, 31) + half.record_index;
        heard += half.capacity_ah + half.energy_wh + half.current_ampere + half.derived_cycle_count;
      });
      state = evolved.state;
      for (const cycle of evolved.cycles) published.set(key(cycle), cycle);
      if (!evolved.disordered) return;
      refolds++;
      const first = new Map<string, number>();
      for (const { test_id, columns } of landed.values())
        first.set(test_id, Math.min(first.get(test_id) ?? Infinity, columns.unix_time_second![0]));
      const sorted = [...landed.values()].sort(
        (a, b) =>
          first.get(a.test_id)! - first.get(b.test_id)! ||
          (a.test_id < b.test_id ? -1 : a.test_id > b.test_id ? 1 : 0) ||
          a.columns.record_index![0] - b.columns.record_index![0],
      );
      state = initial();
      published = new Map();
      for (const record of sorted) {
        const again = evolveCycling(state, record);
        if (again.disordered) throw new Error('a refold in order is disordered');
        for (const cycle of again.cycles) published.set(key(cycle), cycle);
      }
    },
    text: () => JSON.stringify([...published.entries()].sort(([a], [b]) => (a < b ? -1 : 1))),
    state: () => JSON.stringify(state),
    told: () => [told | 0, heard],
    refolds: () => refolds,
  };
}

/** What a cell costs a checkpoint: its state, and apart from it the charge per voltage of the running step. */
function expectSmall(state: CyclingState): void {
  const grid = state.step?.grid ?? null;
  expect(JSON.stringify(grid).length).toBeLessThan(5_120);
  expect(JSON.stringify(state).length - JSON.stringify(grid).length).toBeLessThan(10_000);
}

function cut(next: () => number, batch: RecordBatch): RecordBatch[] {
  const pieces: RecordBatch[] = [];
  const most = next() < 0.1 ? 3 : next() < 0.5 ? 40 : 500;
  for (let from = 0; from < batch.length;) {
    const to = Math.min(batch.length, from + 1 + Math.floor(next() * most));
    const piece = sliceBatch(batch, from, to);
    // the wire leaves out a column without a value
    for (const [name, column] of Object.entries(piece.columns))
      if (!column.some((value) => value === value)) delete piece.columns[name as 'step_id'];
    pieces.push(piece);
    from = to;
  }
  return pieces;
}

test(`any batching, and JSON between batches, gives the same bytes (${cases} seeds)`, () => {
  let cycles = 0;
  for (let seed = 1; seed <= cases; seed++) {
    const { facts, tests } = messyTests(seed);
    const whole = service(facts);
    for (const batch of tests) whole.take(batch);
    const pieces = service(facts);
    for (const batch of tests) for (const piece of cut(random(seed * 7919), batch)) pieces.take(piece);
    if (whole.text() !== pieces.text() || whole.state() !== pieces.state()) {
      expect({ seed, cycles: JSON.parse(pieces.text()) }).toEqual({ seed, cycles: JSON.parse(whole.text()) });
      expect({ seed, state: JSON.parse(pieces.state()) }).toEqual({ seed, state: JSON.parse(whole.state()) });
    }
    expect([seed, ...pieces.told()]).toEqual([seed, ...whole.told()]);
    expect(whole.refolds() + pieces.refolds()).toBe(0);
    expectSmall(JSON.parse(whole.state()) as CyclingState);
    cycles += whole.text().split('"complete"').length - 1;
  }
  expect(cycles).toBeGreaterThan(cases);
});

test(`duplicates and re-ordering, with the refold that they ask for, change nothing (${cases / 10} seeds)`, () => {
  let refolds = 0;
  for (let seed = 1; seed <= cases / 10; seed++) {
    const { facts, tests } = messyTests(seed);
    const whole = service(facts);
    for (const batch of tests) whole.take(batch);
    const next = random(seed * 104729);
    const pieces = tests.flatMap((batch) => cut(next, batch));
    const told = pieces.flatMap((piece) => (next() < 0.1 ? [piece, piece] : [piece]));
    for (let swaps = Math.floor(next() * 4); swaps > 0; swaps--) {
      const a = Math.floor(next() * told.length);
      const b = Math.min(told.length - 1, a + Math.floor(next() * 3));
      [told[a], told[b]] = [told[b], told[a]];
    }
    const other = service(facts, { lands: true });
    for (const piece of told) other.take(piece);
    if (other.text() !== whole.text())
      expect({ seed, cycles: JSON.parse(other.text()) }).toEqual({ seed, cycles: JSON.parse(whole.text()) });
    refolds += other.refolds();
  }
  expect(refolds).toBeGreaterThan(cases / 20);
});

test('without shapes everything else is the same', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const { facts, tests } = messyTests(seed);
    const told = [true, false].map((shapes) => {
      let state = initialCyclingState({ cell_id: 'cell', facts_version: noFacts, ...facts }, { shapes });
      return tests.map((batch) => {
        const evolved = evolveCycling(state, batch);
        state = evolved.state;
        return evolved.cycles.map((cycle) => ({ ...cycle, ...shapeless }));
      });
    });
    expect(told[1]).toEqual(told[0]);
  }
});

const shapeless: Partial<CycleSummary> = {
  charging_edge: null,
  discharging_edge: null,
  rest_after_charge: null,
  rest_after_discharge: null,
  charging_peaks: null,
  discharging_peaks: null,
};
