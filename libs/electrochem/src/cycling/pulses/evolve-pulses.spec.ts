import { noFacts, sliceBatch, type CellFacts, type PulseResistance, type RecordBatch } from '@cellwatch/events';
import { evolvePulses, initialPulsesState, squareRootExtrapolation } from '../../index.js';
import { batchOf, type SpecRecord } from '../../spec-support/batch-of.js';
import { messyTests } from '../../spec-support/messy-tests.js';
import { random } from '../../spec-support/random.js';
import { stepResponse } from '../../spec-support/step-response.js';
import type { PulsesState } from './pulses-state.js';

const facts: Partial<CellFacts> = { system: 'full_cell', nominal_capacity_ah: 0.0016 };

function fold(batches: readonly RecordBatch[], declared: Partial<CellFacts> = facts) {
  let state = initialPulsesState({ cell_id: 'cell', facts_version: noFacts, ...declared });
  const pulses = new Map<string, PulseResistance>();
  const told: PulseResistance[] = [];
  let disordered = false;
  for (const batch of batches) {
    const evolved = evolvePulses(JSON.parse(JSON.stringify(state)) as PulsesState, batch);
    ({ state } = evolved);
    disordered ||= evolved.disordered;
    told.push(...evolved.pulses);
    for (const pulse of evolved.pulses) pulses.set(`${pulse.test_id} ${pulse.first_record_index}`, pulse);
  }
  return { pulses: [...pulses.values()], told, state, disordered };
}

/** Currents one after the other through a cell of spectrum A, its open circuit `capacitance` V/As apart. */
function cell(
  steps: { current: number; seconds: number; interval?: number }[],
  { open_volt = 3.7, drift = 0, noise = 0, declared = true } = {},
): RecordBatch {
  const next = random(7);
  const records: SpecRecord[] = [];
  const changes: { at: number; by: number }[] = [];
  let time = 0;
  let charge = 0;
  let before = 0;
  steps.forEach(({ current, seconds, interval = 0.1 }, step) => {
    changes.push({ at: time, by: current - before });
    before = current;
    const count = Math.round(seconds / interval);
    for (let record = 1; record <= count; record++) {
      const elapsed = record * interval;
      const now = time + elapsed;
      const volts = changes.reduce((sum, { at, by }) => sum + (by === 0 ? 0 : by * stepResponse(now - at)), open_volt);
      records.push({
        test_time_second: now,
        voltage_volt: volts + drift * (charge + current * elapsed) + noise * (next() - 0.5),
        current_ampere: current,
        ...(declared && {
          step_time_second: elapsed,
          step_count: step,
          step_type: current === 0 ? 1 : current > 0 ? 2 : 3,
        }),
      });
    }
    time += seconds;
    charge += current * seconds;
  });
  return batchOf(records);
}

const milliampere = 1e-3;
const rest = (seconds: number) => ({ current: 0, seconds, interval: seconds / 60 });

test('spectrum A: the stated resistances at 0.1, 1 and 10 s, and 53.7 Ω and σ 25 without diffusion', () => {
  const { pulses } = fold([cell([rest(600), { current: -0.6 * milliampere, seconds: 10 }, rest(600), rest(600)])]);
  expect(pulses).toHaveLength(1);
  const [pulse] = pulses;
  expect(pulse).toMatchObject({ kind: 'pulse', status: 'open', direction: 'discharge', current_before_ampere: 0 });
  // since its first record
  expect(pulse.rest_before_second).toBeCloseTo(590, 6);
  expect(pulse.resistance_100ms_ohm).toBeCloseTo(65.374, 3);
  expect(pulse.resistance_1s_ohm).toBeCloseTo(93.461, 3);
  expect(pulse.resistance_10s_ohm).toBeCloseTo(179.836, 3);
  expect(pulse.end_resistance_ohm).toBeCloseTo(179.836, 3);
  expect(pulse.resistance_30s_ohm).toBeNull();
  expect(pulse.capacity_ah! * 3600).toBeCloseTo(0.006, 6);
  const { extrapolation } = pulse;
  expect(extrapolation!.resistance_ohm.toFixed(2)).toBe('53.57');
  expect(extrapolation!.warburg_coefficient_ohm_per_root_second.toFixed(3)).toBe('25.024');
  expect(extrapolation).toMatchObject({ from_second: 1, to_second: 10, records: 91, drift_volt_per_second: null });
});

test('30 s: from 5 to 30 s, and the sums say what the records do', () => {
  const batch = cell([rest(600), { current: 0.6 * milliampere, seconds: 30 }, rest(600)]);
  const { extrapolation } = fold([batch]).pulses[0];
  expect(extrapolation!.resistance_ohm.toFixed(2)).toBe('53.66');
  expect(extrapolation!.warburg_coefficient_ohm_per_root_second.toFixed(3)).toBe('25.004');
  const { test_time_second: times, voltage_volt: volts, current_ampere: amperes } = batch.columns;
  const rows = [...amperes!.keys()].filter((row) => amperes![row] > 0);
  const by_records = squareRootExtrapolation({
    time_second: rows.map((row) => times![row] - 600),
    voltage_volt: rows.map((row) => volts![row]),
    voltage_before_volt: 3.7,
    current_change_ampere: 0.6 * milliampere,
    from_second: 5,
    to_second: 30.0001,
  })!;
  expect(extrapolation!.resistance_ohm).toBeCloseTo(by_records.resistance_ohm, 7);
});

test('a drifting open circuit: told by the rest that follows, and taken off', () => {
  // 0.6 mA for 30 s move it by 2.7 mV: 1.5 Ω that a line in √t would take for less resistance
  const steps = [rest(600), { current: 0.6 * milliampere, seconds: 30 }, rest(3600)];
  const after = { current: -0.6 * milliampere, seconds: 1 };
  const still = fold([cell([...steps, after])]).pulses[0];
  const moved = fold([cell([...steps, after], { drift: 0.15 })]).pulses[0];
  const open = fold([cell(steps, { drift: 0.15 })]).pulses[0];
  expect(still).toMatchObject({ status: 'complete', flags: [] });
  expect(Math.abs(still.extrapolation!.resistance_ohm - 53.7)).toBeLessThan(0.2);
  expect(moved.extrapolation!.drift_volt_per_second! / (0.15 * 0.6 * milliampere)).toBeCloseTo(1, 1);
  expect(Math.abs(moved.extrapolation!.resistance_ohm - 53.7)).toBeLessThan(0.2);
  expect(Math.abs(moved.extrapolation!.warburg_coefficient_ohm_per_root_second - 25)).toBeLessThan(0.1);
  expect(open.flags).toEqual(['drift_uncorrected']);
  expect(Math.abs(open.extrapolation!.resistance_ohm - 53.7)).toBeGreaterThan(0.5);
});

test('what the rest after it tells comes with its end', () => {
  const steps = [rest(600), { current: 0.6 * milliampere, seconds: 10 }, rest(3600)];
  const { told } = fold([
    cell(steps),
    ...[cell([...steps, { current: 0.1 * milliampere, seconds: 1 }])].map((batch) =>
      sliceBatch(batch, cell(steps).length, batch.length),
    ),
  ]);
  expect(told.map(({ status }) => status)).toEqual(['open', 'complete']);
  expect(told[0].rest_after).toBeNull();
  const { rest_after } = told[1];
  expect(rest_after!.duration_second).toBeCloseTo(3600, 6);
  expect(rest_after!.slope_volt_per_hour).toBeLessThan(0);
});

test('where records are 5 s apart, what no record says is null', () => {
  const { pulses } = fold([cell([rest(600), { current: 0.6 * milliampere, seconds: 30, interval: 5 }, rest(600)])]);
  expect(pulses[0]).toMatchObject({ resistance_100ms_ohm: null, resistance_1s_ohm: null });
  expect(pulses[0].resistance_10s_ohm).toBeCloseTo(179.836, 3);
  expect(pulses[0].extrapolation!.records).toBe(6);
});

test('nothing where it would be no number: noise, a slow arc, a changing current, a short pulse', () => {
  const reason = (seconds: number, more: Parameters<typeof cell>[1] = {}, current = 0.6 * milliampere) =>
    fold([cell([rest(600), { current, seconds }, rest(600)], more)]).pulses[0].extrapolation_reason;
  expect(reason(10)).toBeNull();
  expect(reason(5)).toBe('too_short');
  expect(reason(10, { noise: 0.06 })).toBe('noisy');
  expect(reason(30, { drift: 5 }, 0.06 * milliampere)).toBe('bends');
});

test('GITT: every step between two rests is a titration, and says how far the half had come', () => {
  const steps = Array.from({ length: 6 }, () => [
    { current: 0.3 * milliampere, seconds: 600, interval: 5 },
    rest(1800),
  ]);
  const { pulses } = fold([cell([rest(600), ...steps.flat()])], facts);
  expect(pulses.map(({ kind }) => kind)).toEqual(Array(6).fill('titration'));
  expect(pulses.slice(0, 5).map(({ status }) => status)).toEqual(Array(5).fill('complete'));
  const step_ah = 0.3 * milliampere * (600 / 3600);
  pulses.slice(1).forEach(({ half_direction, half_capacity_ah, half_depth }, at) => {
    expect(half_direction).toBe('charge');
    expect(half_capacity_ah! / ((at + 1) * step_ah)).toBeCloseTo(1, 1);
    expect(half_depth! / (half_capacity_ah! / 0.0016)).toBeCloseTo(1, 9);
  });
});

test('a pulse on a base current, in either direction of change; a step that only changes the current is none', () => {
  const base = { current: 0.3 * milliampere, seconds: 300, interval: 5 };
  const up = { current: 0.6 * milliampere, seconds: 10 };
  const on = fold([cell([rest(600), base, up, base])]).pulses;
  expect(on).toMatchObject([{ kind: 'pulse', rest_before_second: null, status: 'complete' }]);
  expect(on[0].current_before_ampere).toBeCloseTo(0.3 * milliampere, 12);
  // the base's own diffusion goes on
  expect(Math.abs(on[0].resistance_1s_ohm! - 93.461)).toBeLessThan(3);
  expect(fold([cell([rest(600), base, up, { ...base, current: 0.5 * milliampere }])]).pulses).toEqual([]);
});

test('no pulse: after a rest of seconds, at the begin of a test, behind missing records, or as long as a half', () => {
  const up = { current: 0.6 * milliampere, seconds: 10 };
  expect(fold([cell([rest(5), up, rest(600)])]).pulses).toEqual([]);
  expect(fold([cell([up, rest(600)])]).pulses).toEqual([]);
  const whole = cell([rest(600), up, rest(600)]);
  const holed = [sliceBatch(whole, 0, 50), sliceBatch(whole, 62, whole.length)];
  expect(fold(holed).pulses).toEqual([]);
  expect(fold([cell([rest(600), { current: 0.6 * milliampere, seconds: 3600, interval: 10 }, rest(600)])]).pulses).toEqual([]); // prettier-ignore
});

test('reversed leads: the same resistances', () => {
  const steps = [rest(600), { current: 0.6 * milliampere, seconds: 10 }, rest(600)];
  const turned = cell(steps, { declared: false });
  for (const name of ['voltage_volt', 'current_ampere'] as const)
    turned.columns[name] = turned.columns[name]!.map((value) => -value);
  const [one] = fold([cell(steps, { declared: false })]).pulses;
  const [other] = fold([turned], { ...facts, polarity: 'reversed' }).pulses;
  expect(one.flags).toContain('edge_time_unknown');
  expect(other).toEqual(one);
});

const seeds = process.env.CELLWATCH_LONG ? 5_000 : 200;

test(`any batching, and JSON between batches, gives the same bytes (${seeds} seeds)`, () => {
  let found = 0;
  const pulsed = [1, -0.8].flatMap((current) => [{ current, seconds: 10 }, rest(40)]);
  const train = cell([rest(100), ...pulsed, ...pulsed, { current: 0.2, seconds: 60, interval: 5 }, pulsed[0], { current: 0.2, seconds: 60, interval: 5 }]); // prettier-ignore
  train.columns.unix_time_second = train.columns.unix_time_second!.map((unix) => unix + 1e8);
  for (let seed = 1; seed <= seeds; seed++) {
    const { facts: declared, tests: messy } = messyTests(seed);
    const tests = seed % 4 === 0 ? [...messy, { ...train, test_id: 'train' }] : messy;
    const next = random(seed * 7919);
    const pieces = tests.flatMap((batch) => {
      const cuts: RecordBatch[] = [];
      for (let from = 0; from < batch.length;) {
        const to = Math.min(batch.length, from + 1 + Math.floor(next() * (next() < 0.3 ? 3 : 60)));
        cuts.push(sliceBatch(batch, from, to));
        from = to;
      }
      return cuts;
    });
    const [one, other] = [fold(tests, declared), fold(pieces, declared)];
    expect([seed, JSON.stringify(other.pulses)]).toEqual([seed, JSON.stringify(one.pulses)]);
    expect(JSON.stringify(other.state)).toBe(JSON.stringify(one.state));
    expect(one.disordered || other.disordered).toBe(false);
    expect(JSON.stringify(one.state).length).toBeLessThan(20_000);
    found += one.pulses.length;
  }
  expect(found).toBeGreaterThan(seeds);
});

test('a record that comes late is disordered, and tells nothing', () => {
  const whole = cell([rest(600), { current: 0.6 * milliampere, seconds: 10 }, rest(600)]);
  const { disordered, pulses } = fold([sliceBatch(whole, 100, whole.length), sliceBatch(whole, 0, 100)]);
  expect(disordered).toBe(true);
  expect(pulses.every(({ rest_before_second }) => rest_before_second === null)).toBe(true);
});
