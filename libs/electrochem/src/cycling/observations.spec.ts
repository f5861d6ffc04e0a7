import type { CellFacts, CycleSummary } from '@cellwatch/events';
import { averageCoulombicEfficiency, edgeResistance } from '../index.js';
import { batchOf, type SpecRecord } from '../spec-support/batch-of.js';
import { foldAll } from '../spec-support/fold-all.js';
import { protocol } from '../spec-support/protocol.js';

const full: Partial<CellFacts> = { system: 'full_cell', nominal_capacity_ah: 1 };
const end = (time: number): SpecRecord => ({
  test_time_second: time,
  voltage_volt: 3,
  current_ampere: 0,
  step_count: 1e6,
  step_type: 6,
});

function finish(facts: Partial<CellFacts>, plan: ReturnType<typeof protocol>): CycleSummary[] {
  plan.row(end(plan.time() + 1));
  return foldAll(facts, batchOf(plan.records));
}

/** A cell of 1 Ah; each cycle may lose some. */
function cycles(plan: ReturnType<typeof protocol>, losses_ah: number[], ampere = 1) {
  for (const loss of losses_ah)
    plan
      .step({ current: ampere, seconds: 3600 / ampere, from: 3, to: 4.2 })
      .rest(600, 4.15)
      .step({ current: -ampere, seconds: (3600 * (1 - loss)) / ampere, from: 4.1, to: 3 })
      .rest(600, 3.1);
  return plan;
}

describe('edges', () => {
  /** Rest at 3.5 V, then 1 A: 50 mΩ at once, 20 mΩ more with √t. */
  function pulse(times: number[], ramp: SpecRecord[] = []): CycleSummary {
    const records: SpecRecord[] = [];
    const add = (record: SpecRecord) => records.push({ record_index: records.length + 1, step_count: 1, ...record });
    for (let second = 0; second <= 600; second += 60)
      add({ test_time_second: second, step_time_second: second, voltage_volt: 3.5, current_ampere: 0 });
    for (const record of ramp) add({ step_count: 2, ...record });
    for (const second of [...times, 3600])
      add({
        test_time_second: 600 + second,
        step_time_second: second,
        step_count: 2,
        voltage_volt: 3.55 + 0.02 * Math.sqrt(second / 100),
        current_ampere: 1,
      });
    return foldAll(full, batchOf(records))[0];
  }

  test('resistance at the first record, and at the times asked for between records', () => {
    const { charging_edge } = pulse([0.01, 0.05, 0.1, 0.5, 1, 5, 10, 20, 40]);
    expect(charging_edge).toMatchObject({ record_index: 12, current_step_ampere: 1 });
    expect(charging_edge!.time_second).toBeCloseTo(0.01, 9);
    expect(charging_edge!.resistance_ohm).toBeCloseTo(0.0502, 9);
    expect(charging_edge!.resistance_100ms_ohm).toBeCloseTo(0.05 + 0.02 * Math.sqrt(0.001), 9);
    expect(charging_edge!.resistance_1s_ohm).toBeCloseTo(0.052, 9);
    expect(charging_edge!.resistance_10s_ohm).toBeCloseTo(0.05 + 0.02 * Math.sqrt(0.1), 9);
    // half-way between the records at 20 and 40 s
    const between = 0.05 + (0.02 * (Math.sqrt(0.2) + Math.sqrt(0.4))) / 2;
    expect(charging_edge!.resistance_30s_ohm).toBeCloseTo(between, 9);
    const time_second = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 20, 40];
    const voltage_volt = time_second.map((second) => 3.55 + 0.02 * Math.sqrt(second / 100));
    const before = { current_ampere: 1, voltage_before_volt: 3.5, current_before_ampere: 0 };
    const formula = (at_second: number) => edgeResistance({ time_second, voltage_volt, at_second, ...before })!;
    expect(charging_edge!.resistance_10s_ohm).toBeCloseTo(formula(10), 9);
    expect(charging_edge!.resistance_30s_ohm).toBeCloseTo(formula(30), 9);
  });

  test('records too far apart say nothing of a time between them', () => {
    const { charging_edge } = pulse([0.01, 15, 30]);
    expect(charging_edge).toMatchObject({
      resistance_100ms_ohm: null,
      resistance_1s_ohm: null,
      resistance_10s_ohm: null,
    });
    expect(charging_edge!.resistance_30s_ohm).toBeCloseTo(0.05 + 0.02 * Math.sqrt(0.3), 9);
  });

  test('a first record on the ramp of the current is not the edge', () => {
    const ramp = [{ test_time_second: 600.004, step_time_second: 0.004, voltage_volt: 3.51, current_ampere: 0.3 }];
    const { charging_edge } = pulse([0.01, 1, 2], ramp);
    expect(charging_edge!.record_index).toBe(13);
    expect(charging_edge!.resistance_ohm).toBeCloseTo(0.0502, 9);
  });

  test('a discharge has a positive resistance too, and the edge from load to rest belongs to the rest', () => {
    const plan = protocol().rest(600, 3);
    plan.step({ current: 1, seconds: 3600, from: 3.1, to: 4.2 }).rest(600, 4.1);
    plan.step({ current: -1, seconds: 3600, from: 4.05, to: 3 }).rest(600, 3.2);
    const [cycle] = finish(full, plan);
    expect(cycle.charging_edge!.resistance_ohm).toBeCloseTo(0.1, 3);
    expect(cycle.discharging_edge!.resistance_ohm).toBeCloseTo(0.05, 3);
    expect(cycle.rest_after_charge!.edge!.resistance_ohm).toBeCloseTo(0.1, 9);
    expect(cycle.rest_after_discharge!.edge!.resistance_ohm).toBeCloseTo(0.2, 9);
  });
});

test('a rest relaxes: its voltages, the slope of its last third, and what it tends to', () => {
  const plan = protocol().step({ current: 1, seconds: 3600, from: 3, to: 4.2 });
  const before = plan.time();
  for (let second = 1; second <= 1800; second += 1)
    plan.row({
      test_time_second: before + second,
      step_time_second: second,
      step_count: 99,
      step_type: 1,
      cycler_state: 'R',
      voltage_volt: 4.1 + 0.05 * Math.exp(-second / 300),
      current_ampere: 0,
    });
  plan.step({ current: -1, seconds: 3600, from: 4.1, to: 3 });
  const [{ rest_after_charge: rest }] = finish(full, plan);
  expect(rest).toMatchObject({ duration_second: 1800, voltage_1s_volt: 4.1 + 0.05 * Math.exp(-1 / 300) });
  expect(rest!.start_voltage_volt).toBeCloseTo(4.1 + 0.05 * Math.exp(-1 / 300), 9);
  expect(rest!.voltage_10s_volt).toBeCloseTo(4.1 + 0.05 * Math.exp(-10 / 300), 9);
  expect(rest!.end_voltage_volt).toBeCloseTo(4.1 + 0.05 * Math.exp(-6), 9);
  // least squares over 1200 … 1800 s of the same curve
  const late = Array.from({ length: 601 }, (_, k) => 1200 + k);
  const volt = late.map((second) => 0.05 * Math.exp(-second / 300));
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [t, v] = [mean(late), mean(volt)];
  const slope = (3600 * mean(late.map((s, k) => (s - t) * (volt[k] - v)))) / mean(late.map((s) => (s - t) ** 2));
  expect(rest!.slope_volt_per_hour! / slope).toBeCloseTo(1, 2);
  expect(rest!.relaxed_voltage_volt).toBeCloseTo(4.1, 4);
  expect(rest!.time_constant_second! / 300).toBeCloseTo(1, 2);
});

describe('dQ/dV', () => {
  /** Charge with three quarters of its capacity in a peak at 3.7 V, at 1 A. */
  function charge(plan: ReturnType<typeof protocol>) {
    const volts: number[] = [];
    for (let second = 0; second <= 3600; second += 10) {
      // the capacity at a voltage, turned about by bisection
      let [low, high] = [2.9, 4.6];
      const at = (x: number) => 0.75 / (1 + Math.exp(-(x - 3.7) / 0.02)) + (0.25 * (x - 3)) / 1.2;
      while (high - low > 1e-7)
        [low, high] = at((low + high) / 2) < second / 3600 ? [(low + high) / 2, high] : [low, (low + high) / 2];
      volts.push(low);
    }
    const start = plan.time();
    volts.forEach((volt, k) =>
      plan.row({
        test_time_second: start + 10 * k + 0.01,
        step_time_second: 10 * k + 0.01,
        step_count: 7,
        step_type: 2,
        voltage_volt: volt,
        current_ampere: 1,
      }),
    );
    return plan;
  }

  test('a half of one constant current has its peak, with the charge under it; a full cell assigns none', () => {
    const plan = charge(protocol().rest()).rest(600, 4.1);
    plan.step({ current: -1, seconds: 3600, from: 4.1, to: 3 }).rest();
    const expected_peaks = [{ name: 'plateau', voltage_volt: 3.7, direction: 'charge' as const }];
    const [cycle] = finish({ ...full, expected_peaks }, plan);
    expect(cycle.charging_peaks).toHaveLength(1);
    const [peak] = cycle.charging_peaks!;
    expect(peak.voltage_volt).toBeCloseTo(3.7, 2);
    expect(peak.area_ah).toBeGreaterThan(0.7);
    expect(peak.area_ah).toBeLessThan(0.85);
    expect(peak.assignment).toBeNull();
  });

  test('a half-cell assigns it, against lithium by the declared reference', () => {
    const plan = charge(protocol().rest()).rest(600, 4.1);
    plan.step({ current: -1, seconds: 3600, from: 4.1, to: 3 }).rest();
    const expected_peaks = [{ name: 'plateau', voltage_volt: 4.32, direction: 'charge' as const }];
    const facts = { ...full, system: 'cathode_half_cell' as const, expected_peaks };
    const named = (more: Partial<CellFacts>) =>
      finish({ ...facts, ...more }, protocolOf(plan))[0].charging_peaks![0].assignment;
    expect(named({ reference_electrode: 'lithium_indium' })).toBe('plateau');
    expect(named({ reference_electrode: 'lithium' })).toBeNull();
    expect(named({})).toBeNull();
  });

  test('two currents in one half: no peaks', () => {
    const plan = protocol().rest();
    plan
      .step({ current: 1, seconds: 1800, from: 3, to: 3.7 })
      .step({ current: 0.5, seconds: 3600, from: 3.65, to: 4.2 });
    plan.rest(600, 4.1).step({ current: -1, seconds: 3600, from: 4.1, to: 3 }).rest();
    expect(finish(full, plan)[0].charging_peaks).toBeNull();
  });
});

test('the mean CE leaves out formation, check-ups, what is first of its regime and, unless asked, the first of a life', () => {
  const plan = cycles(protocol().rest(), [0.2]);
  cycles(plan, [0.02, 0.01, 0.01], 0.5);
  cycles(plan, [0.5], 0.25);
  cycles(plan, [0.01], 0.5);
  const told = finish({ ...full, formation_cycles: [1], check_up_cycles: [5] }, plan);
  expect(told.map(({ purpose }) => purpose)).toEqual([
    'formation',
    'cycling',
    'cycling',
    'cycling',
    'check_up',
    'cycling',
  ]);
  // cycle 1 is formation, 2 the first at its rate, 5 a check-up
  expect(told[5].averaged_cycles).toBe(3);
  expect(told[5].average_coulombic_efficiency).toBeCloseTo(0.99, 4);
  expect(told[5].average_coulombic_efficiency_with_first).toBeCloseTo((3 * 0.99 + 0.8) / 4, 4);
  const belonging = told.map(({ coulombic_efficiency }, at) =>
    [0, 2, 3, 5].includes(at) ? coulombic_efficiency : null,
  );
  expect(told[5].average_coulombic_efficiency).toBeCloseTo(averageCoulombicEfficiency(belonging)!, 12);
  expect(told[5].average_coulombic_efficiency_with_first).toBeCloseTo(
    averageCoulombicEfficiency(belonging, { include_first: true })!,
    12,
  );
  expect(told[5].cumulative_coulombic_efficiency).toBeCloseTo(0.99, 4);
  expect(told[5].retention_reference_cycle_count).toBe(2);
});

test('a leak is what a cell loses beyond its own first cycles; an apparent shunt is all it loses', () => {
  const told = finish(full, cycles(protocol().rest(), [0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.05]));
  expect(told[6].leakage_current_ampere).toBeNull();
  // 0.04 Ah in 3600 + 600 + 3420 + 600 s, and 1 s to the end record
  expect(told[7].leakage_current_ampere! / ((0.04 * 3600) / 8221)).toBeCloseTo(1, 3);
  expect(told[7].shunt_resistance_ohm!).toBeCloseTo((3.575 * 8221) / (3600 * 0.05), 0);
});

describe('purpose', () => {
  test('a train of pulses and a titration are named as such, and share no regime with cycling', () => {
    const plan = cycles(protocol().rest(), [0.01, 0.01]);
    plan.step({ current: 1, seconds: 3600, from: 3, to: 4.2 }).rest(600, 4.1);
    for (let k = 0; k < 10; k++)
      plan.step({ current: -1, seconds: 360, from: 4.1 - 0.1 * k, to: 4 - 0.1 * k }).rest(1800, 4 - 0.1 * k);
    plan.step({ current: 1, seconds: 3600, from: 3, to: 4.2 }).rest(600, 4.1);
    plan.step({ current: -1, seconds: 1800, from: 4.1, to: 3.6 });
    for (let k = 0; k < 4; k++) plan.step({ current: -2, seconds: 10, from: 3.5, interval: 1 }).rest(40, 3.6);
    plan.step({ current: -1, seconds: 1700, from: 3.6, to: 3 }).rest();
    const told = finish(full, plan);
    expect(told.map(({ purpose }) => purpose)).toEqual(['cycling', 'cycling', 'titration', 'pulses']);
    expect(new Set(told.map(({ regime }) => regime)).size).toBe(3);
  });
});

describe('what was measured against what was declared', () => {
  test('a C-rate more than 5 % off its schedule', () => {
    const one = { one_c_milliampere_per_gram: 1000 / 1.06, active_mass_gram: 1 };
    const c_rate_schedule = [{ from_cycle: 1, c_rate: 1 }];
    const flags = (more: Partial<CellFacts>) =>
      finish({ ...full, c_rate_schedule, ...more }, cycles(protocol().rest(), [0]))[0].flags;
    expect(flags({})).not.toContain('c_rate_mismatch');
    expect(flags(one)).toContain('c_rate_mismatch');
    const [{ contradictions }] = finish({ ...full, c_rate_schedule, ...one }, cycles(protocol().rest(), [0]));
    expect(contradictions).toEqual([{ flag: 'c_rate_mismatch', got: '1.06 C', expected: '1 C within 5 %' }]);
  });

  test('milliamperes under a plain header', () => {
    const plan = protocol().rest();
    plan.step({ current: 1000, seconds: 3600, from: 3, to: 4.2 }).rest(600, 4.1);
    plan.step({ current: -1000, seconds: 3600, from: 4.1, to: 3 }).rest();
    expect(finish(full, plan)[0].flags).toContain('unit_suspect');
  });

  test('another cell on the channel: a jump at rest is named with both voltages, and the cycle has no CE', () => {
    const plan = cycles(protocol().rest(), [0.01]);
    plan.step({ current: 1, seconds: 3600, from: 3, to: 4.2 }).rest(600, 4.15);
    plan.row({ test_time_second: plan.time() + 30, voltage_volt: 3.3, current_ampere: 0, step_count: 7, step_type: 1 });
    plan.row({ test_time_second: plan.time() + 30, voltage_volt: 3.3, current_ampere: 0, step_count: 7, step_type: 1 });
    plan.step({ current: -1, seconds: 3500, from: 3.25, to: 2.5 }).rest();
    const told = finish(full, plan);
    expect(told[0].flags).not.toContain('voltage_jump');
    expect(told[1]).toMatchObject({ coulombic_efficiency: null, coulombic_efficiency_reason: 'resumed' });
    expect(told[1].contradictions).toEqual([
      {
        flag: 'voltage_jump',
        got: '4.15 V and then 3.3 V without current',
        expected: 'one cell at rest; another one on this channel?',
      },
    ]);
  });

  test('swapped leads are suspected by the window; declared so, the cell is read the other way round', () => {
    const window = { lower_voltage_limit_volt: 3, upper_voltage_limit_volt: 4.2 };
    const upright = cycles(protocol().rest(600, 3.1), [0.01, 0.02]);
    const swapped = protocol();
    for (const record of upright.records)
      swapped.row({
        ...record,
        voltage_volt: -record.voltage_volt!,
        current_ampere: -record.current_ampere!,
        step_type: record.step_type! < 2 ? record.step_type : 5 - record.step_type!,
      });
    expect(finish({ ...full, ...window }, protocolOf(swapped)).flatMap(({ flags }) => flags)).toContain(
      'polarity_suspect',
    );
    const read = finish({ ...full, ...window, polarity: 'reversed' }, protocolOf(swapped));
    const plain = finish({ ...full, ...window }, protocolOf(upright));
    expect(plain[0].flags).not.toContain('polarity_suspect');
    const told = ({ coulombic_efficiency, mean_charging_voltage_volt, flags }: CycleSummary) => [
      coulombic_efficiency,
      mean_charging_voltage_volt,
      flags,
    ];
    expect(read.map(told)).toEqual(plain.map(told));
  });
});

/** A copy, so that one plan serves several cells. */
function protocolOf(plan: ReturnType<typeof protocol>): ReturnType<typeof protocol> {
  const copy = protocol();
  for (const record of plan.records) copy.row(record);
  return copy;
}
