import { sliceBatch, type CellAlert, type CellFacts, type RecordBatch } from '@cellwatch/events';
import {
  referenceCell,
  syntheticCell,
  type SyntheticCellOptions,
  type SyntheticCellState,
} from '@cellwatch/synthetic-cell';
import { defaultRules } from '../default-rules.js';
import { evolveRecordRules, initialRecordRulesState, type RecordRulesState } from './evolve-record-rules.js';

const facts: CellFacts = {
  cell_id: 'synthetic',
  facts_version: 'f',
  system: 'full_cell',
  nominal_capacity_ah: referenceCell.capacity_ah,
  active_mass_gram: 0.01154535,
  one_c_milliampere_per_gram: 180,
  lower_voltage_limit_volt: 2,
  upper_voltage_limit_volt: 4.3,
};
const rules = defaultRules();
const quick = { sampling_second: 60, time_step_second: 10 };
const short = { shunts: [{ from_cycle: 9, resistance_ohm: 30_000 }] };

/** All batches of a cell, chapter after chapter: each goes on from where the one before it stopped. */
function record(...chapters: Partial<SyntheticCellOptions>[]): RecordBatch[] {
  const batches: RecordBatch[] = [];
  let state: SyntheticCellState | undefined;
  for (const chapter of chapters) {
    const cell = syntheticCell({ ...quick, ...chapter }, state);
    let batch: RecordBatch | null;
    while ((batch = cell.next())) batches.push(batch);
    state = cell.state();
  }
  return batches;
}

function fold(batches: RecordBatch[], state = initialRecordRulesState(structuredClone(facts)), inForce = rules) {
  const alerts: CellAlert[] = [];
  for (const batch of batches) {
    const evolved = evolveRecordRules(state, batch, inForce);
    expect(evolved.disordered).toBe(false);
    alerts.push(...evolved.alerts);
    state = evolved.state;
  }
  return { state, alerts };
}

const verdicts = (batches: RecordBatch[], state?: RecordRulesState) =>
  fold(batches, state).alerts.map(
    ({ changed_cycle_count, status, severity }) => `${changed_cycle_count} ${status} ${severity}`,
  );

test('a short in cycle 9 is told once a severity; when three such charges are the rule, three more end it', () => {
  expect(verdicts(record({ cycles: 16, ...short }))).toEqual([
    '9 firing warning',
    '9 firing critical',
    '15 cleared critical',
  ]);
});

test('a repaired cell clears after three charges, and a second short is another alert', () => {
  const cut = {
    shunts: [short.shunts[0], { from_cycle: 10, resistance_ohm: 1e9 }, { from_cycle: 15, resistance_ohm: 30_000 }],
  };
  expect(verdicts(record({ cycles: 15, ...cut }))).toEqual([
    '9 firing warning',
    '9 firing critical',
    '13 cleared critical',
    '15 firing warning',
    '15 firing critical',
  ]);
});

test('before three charges of the regime are known nothing is judged', () => {
  expect(verdicts(record({ cycles: 5, shunts: [{ from_cycle: 5, resistance_ohm: 30_000 }] }))).toEqual([]);
  expect(verdicts(record({ cycles: 7, shunts: [{ from_cycle: 6, resistance_ohm: 30_000 }] }))).toEqual([
    '6 firing warning',
    '6 firing critical',
  ]);
});

test('more than the cathode can hold is critical in the first charge, where its mass is known', () => {
  // 1.05 × 275 mAh/g of 5 mg is 1.44 mAh, less than the cell takes.
  const known = (over: Partial<CellFacts>) =>
    verdicts(record({ cycles: 1 }), initialRecordRulesState({ ...facts, active_mass_gram: 0.005, ...over }));
  expect(known({})).toEqual(['1 firing critical']);
  expect(known({ active_mass_gram: 0.0053 })).toEqual([]);
  expect(known({ system: 'anode_half_cell' })).toEqual([]);
  expect(known({ active_mass_gram: undefined })).toEqual([]);
});

test('an alert shows the charges that it was compared with, and the limits may be another lab’s', () => {
  const batches = record({ cycles: 9, ...short });
  const [{ evidence }] = fold(batches).alerts;
  expect(evidence.chart!.x).toEqual([4, 5, 6, 7, 8, 9]);
  expect(evidence.chart!.y.at(-1)).toBe(evidence.value);
  const lax = {
    ...rules,
    of: {
      ...rules.of,
      OVERCHARGE: {
        enabled: true,
        limits: { ...rules.of.OVERCHARGE.limits, warning_factor: 1.26, critical_factor: 1.4 },
      },
    },
  };
  expect(fold(batches, undefined, lax).alerts.map(({ severity }) => severity)).toEqual(['warning']);
  const off = { ...rules, of: { ...rules.of, OVERCHARGE: { ...rules.of.OVERCHARGE, enabled: false } } };
  expect(fold(batches, undefined, off).alerts).toEqual([]);
});

describe('quiet', () => {
  /** A cell of twice the series resistance: a slower rate gives it far more capacity. */
  const resistive = { series_resistance_ohm: 700 };

  test('a slower rate, although it charges 1.25 times as much', () => {
    const batches = record(
      { ...resistive, cycles: 8 },
      { ...resistive, cycles: 16, current_ampere: referenceCell.current_ampere / 6 },
    );
    const { alerts, state } = fold(batches);
    expect(alerts).toEqual([]);
    const [fast, slow] = state.detectors.OVERCHARGE.history.regimes.map(({ ring }) => ring[ring.length - 1]);
    expect(slow / fast).toBeGreaterThan(1.25);
  });

  test('two cycles after coming back to a regime, then the old baseline judges again', () => {
    const slower = { current_ampere: referenceCell.current_ampere / 3 };
    const batches = (from_cycle: number) =>
      record(
        { cycles: 8 },
        { cycles: 11, ...slower },
        { cycles: 14, shunts: [{ from_cycle, resistance_ohm: 30_000 }] },
      );
    expect(verdicts(batches(13))).toEqual(['14 firing warning', '14 firing critical']);
    expect(verdicts(batches(14))).toEqual(['14 firing warning', '14 firing critical']);
  });

  test('a charge of the formation list', () => {
    const declared = initialRecordRulesState({ ...facts, formation_cycles: [1, 9] });
    expect(verdicts(record({ cycles: 9, ...short }), declared)).toEqual([]);
  });

  test('an added hold at constant voltage', () => {
    const batches = record({ cycles: 8 });
    const last = batches[batches.length - 1];
    expect(verdicts([...batches, ...held(last)])).toEqual([]);
  });
});

/** A charge that goes on at 4.3 V, its current falling, to 1.3 times the median. */
function held(after: RecordBatch): RecordBatch[] {
  const { columns } = after;
  const end = after.length - 1;
  const start = {
    record: columns.record_index![end],
    time: columns.test_time_second![end],
    unix: columns.unix_time_second![end],
    step: columns.step_count![end],
  };
  const length = 500;
  const column = (value: (row: number) => number) => Float64Array.from({ length }, (_, row) => value(row + 1));
  const current = (row: number) => referenceCell.current_ampere * (row < 145 ? 1 : Math.exp((145 - row) / 130));
  const batch: RecordBatch = {
    ...after,
    length,
    columns: {
      record_index: column((row) => start.record + row),
      test_time_second: column((row) => start.time + 60 * row),
      unix_time_second: column((row) => start.unix + 60 * row),
      step_count: column(() => start.step + 1),
      current_ampere: column(current),
      voltage_volt: column((row) => Math.min(4.3, 2.7 + (1.6 * row) / 145)),
    },
    cycler_state: undefined,
  };
  return [batch];
}

test('a source without a wall clock: no time, but the record', () => {
  const batches = record({ cycles: 9, ...short }).map((batch) => ({ ...batch, clock_source: 'none' as const }));
  const { alerts } = fold(batches);
  expect(alerts.map((alert) => alert.raised_at_unix_second)).toEqual([null, null]);
});

test('records that come late: disordered', () => {
  const batches = record({ cycles: 2 });
  const { state } = fold(batches);
  expect(evolveRecordRules(state, batches[1], rules)).toMatchObject({ alerts: [], disordered: true });
});

test('any splitting, and JSON in between, gives the same alerts and state byte for byte', () => {
  const batches = record(
    { cycles: 7 },
    { cycles: 9, test_id: 'next', current_ampere: 0.5e-3 },
    { cycles: 18, test_id: 'last', ...short },
  );
  const whole = fold(batches);
  expect(whole.alerts.length).toBeGreaterThan(2);
  const expected = JSON.stringify(whole);
  let seed = 7;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  for (const most of [1, 2, 7, 60, 500]) {
    let state = initialRecordRulesState(structuredClone(facts));
    const alerts: CellAlert[] = [];
    for (const batch of batches)
      for (let at = 0; at < batch.length;) {
        const next = Math.min(batch.length, at + 1 + Math.floor(most * random()));
        const evolved = evolveRecordRules(state, sliceBatch(batch, at, next), rules);
        alerts.push(...evolved.alerts);
        state = random() < 0.1 ? (JSON.parse(JSON.stringify(evolved.state)) as RecordRulesState) : evolved.state;
        at = next;
      }
    expect(JSON.stringify({ state, alerts })).toBe(expected);
  }
});
