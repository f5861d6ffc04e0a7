import { batchOf, type SpecRecord } from '../spec-support/batch-of.js';
import { foldAll, foldInto } from '../spec-support/fold-all.js';
import { protocol } from '../spec-support/protocol.js';

const full = { system: 'full_cell', nominal_capacity_ah: 1 } as const;
const lastOf = <T>(values: T[]): T => values[values.length - 1];

/** One charge step from a rest, written row by row; charge passed in Ah. */
function charge(rows: SpecRecord[], facts: object = full): number {
  const cycles = foldAll(facts, batchOf([{ test_time_second: 0, voltage_volt: 3, current_ampere: 0, step_count: 1, step_time_second: 0 }, ...rows])); // prettier-ignore
  return lastOf(cycles)?.cycle_charging_capacity_ah ?? 0;
}

const row = (time: number, current: number, more: SpecRecord = {}): SpecRecord => ({
  test_time_second: time,
  voltage_volt: 3.5,
  current_ampere: current,
  step_count: 2,
  ...more,
});

test('the trapezoid inside a step, and what flowed before its first record', () => {
  const rows = Array.from({ length: 61 }, (_, k) => row(1 + 10 * k, 0.6, { step_time_second: 1 + 10 * k }));
  expect(charge(rows)).toBeCloseTo((0.6 * 601) / 3600, 12);
});

test('nothing is integrated across a step edge', () => {
  const plan = protocol().rest();
  plan.step({ current: 1, seconds: 600, from: 3, to: 4 });
  plan.rest(600);
  plan.step({ current: 1, seconds: 600, from: 4, to: 4.1 });
  // 0.01 s into each step a row; no half interval towards the rest
  expect(lastOf(foldAll(full, plan.batch())).cycle_charging_capacity_ah).toBeCloseTo(1200 / 3600, 12);
});

describe('first record of a step', () => {
  const after = (first: SpecRecord) => [
    first,
    ...Array.from({ length: 60 }, (_, k) =>
      row(first.test_time_second! + 10 + 10 * k, 1, { step_time_second: 100 + k }),
    ),
  ];
  const rest = 600 / 3600;
  test('counts where the step’s clock began at the edge', () => {
    expect(charge(after(row(5, 1, { step_time_second: 4.5 })))).toBeCloseTo(rest + 4.5 / 3600, 12);
  });
  test('counts nothing where the step’s clock is older than the record before', () => {
    // 40.15 s of step time, 0.4 ms after the record before
    expect(charge(after(row(0.0004, 1, { step_time_second: 40.15 })))).toBeCloseTo(rest, 12);
  });
  test('counts nothing beyond a minute', () => {
    expect(charge(after(row(200, 1, { step_time_second: 61 })))).toBeCloseTo(rest, 12);
  });
  test('counts after a one-record step whose step time was shorter', () => {
    const rows = [row(0.5, 0.2, { step_count: 7, step_time_second: 0.5 }), row(5, 1, { step_time_second: 4.5 })];
    expect(charge([...rows, ...after(row(6, 1, { step_time_second: 5.5 })).slice(1)])).toBeCloseTo(
      4.5 / 3600 + (11 + 590) / 3600,
      3,
    );
  });
  test('the first of a file adds nothing: its counter is an offset from before', () => {
    const rows = Array.from({ length: 61 }, (_, k) => ({
      ...row(1000 + 10 * k, 1, { step_time_second: 500 + 10 * k }),
      source_capacity_ah: 0.88 + (10 * k) / 3600,
    }));
    expect(lastOf(foldAll(full, batchOf(rows))).cycle_charging_capacity_ah).toBeCloseTo(600 / 3600, 10);
  });
});

describe('clock', () => {
  const steady = Array.from({ length: 61 }, (_, k) => row(10 + 10 * k, 1));
  const expected = 600 / 3600;
  test('a repeated record is dropped', () => {
    const rows = [...steady.slice(0, 20), steady[19], steady[19], ...steady.slice(20)];
    const { cycles, dropped } = foldInto(full, [batchOf(rows)]);
    expect(dropped).toBe(2);
    const [cycle] = [...cycles.values()];
    expect(cycle.cycle_charging_capacity_ah).toBeCloseTo(expected, 12);
    expect(cycle.flags).toContain('data_clock');
  });
  test('a lone record of test time 0 is dropped and the clock is not restarted', () => {
    const rows = [...steady.slice(0, 20), row(0, 1), ...steady.slice(20)];
    const { cycles, dropped } = foldInto(full, [batchOf(rows)]);
    expect(dropped).toBe(1);
    expect([...cycles.values()][0].cycle_charging_capacity_ah).toBeCloseTo(expected, 12);
  });
  test('a clock that restarts for good goes on, without integration over the hole', () => {
    const again = Array.from({ length: 31 }, (_, k) => row(10 * k, 1));
    const { cycles, dropped } = foldInto(full, [batchOf([...steady, ...again])]);
    expect(dropped).toBe(0);
    const [cycle] = [...cycles.values()];
    expect(cycle.cycle_charging_capacity_ah).toBeCloseTo(expected + 300 / 3600, 12);
    expect(cycle.flags).toContain('data_clock');
  });
  test('a record without a current is dropped, and the interval is bridged', () => {
    const rows = steady.map((record, k) => (k === 30 ? { ...record, current_ampere: NaN } : record));
    const { cycles, dropped } = foldInto(full, [batchOf(rows)]);
    expect(dropped).toBe(1);
    expect([...cycles.values()][0].cycle_charging_capacity_ah).toBeCloseTo(expected, 12);
  });
});

test.each([
  [0.1, 0.083],
  [0.2, 0.333],
  [0.5, 2.07],
])('a taper logged every %p τ reads %p % high', (every, percent) => {
  const tau = 600;
  const rows = Array.from({ length: Math.round(6 / every) + 1 }, (_, k) =>
    row(1 + k * every * tau, Math.exp(-k * every), { voltage_volt: 4.2 }),
  );
  const exact = (tau * (1 - Math.exp(-6))) / 3600;
  expect(100 * (charge(rows) / exact - 1)).toBeCloseTo(percent, 2);
});

describe('gap inside a step', () => {
  const before = Array.from({ length: 61 }, (_, k) => row(10 + 10 * k, 1));
  const after = (current: number) => Array.from({ length: 60 }, (_, k) => row(4210 + 10 * k, current));
  const counted = (rows: SpecRecord[], counter: (second: number) => number) =>
    rows.map((record) => ({ ...record, source_capacity_ah: counter(record.test_time_second!) }));

  test('a counter that rose over it is used', () => {
    const [cycle] = foldAll(full, batchOf(counted([...before, ...after(1)], (second) => second / 3600)));
    expect(cycle.cycle_charging_capacity_ah).toBeCloseTo(4790 / 3600, 10);
    expect(cycle.flags).toContain('gap_counter');
    expect(cycle.flags).not.toContain('counter_mismatch');
  });
  test('one constant current at both ends is interpolated', () => {
    const [cycle] = foldAll(full, batchOf([...before, ...after(1.005)]));
    expect(cycle.cycle_charging_capacity_ah).toBeCloseTo((600 + 3600 * 1.0025 + 590 * 1.005) / 3600, 10);
    expect(cycle.flags).toContain('gap_filled');
  });
  test('else nothing is added and the half is incomplete', () => {
    const [cycle] = foldAll(full, batchOf([...before, ...after(1.04)]));
    expect(cycle.cycle_charging_capacity_ah).toBeCloseTo((600 + 590 * 1.04) / 3600, 10);
    expect(cycle.flags).toContain('half_incomplete');
  });
  test('slow logging is no gap', () => {
    const rows = Array.from({ length: 100 }, (_, k) => row(10 + 590 * k, 0.01));
    rows.push(...Array.from({ length: 10 }, (_, k) => row(10 + 590 * 99 + 3000 * (k + 1), 0.01)));
    const [cycle] = foldAll({ ...full, nominal_capacity_ah: 0.1 }, batchOf(rows));
    expect(cycle.flags).not.toContain('gap_filled');
  });
});

describe('the cycler’s counter', () => {
  const rows = (counter: (second: number) => number, current = 1): SpecRecord[] =>
    Array.from({ length: 100 }, (_, k) => row(10 + 10 * k, current, { source_capacity_ah: counter(10 * k) }));

  test('is primary', () => {
    const [cycle] = foldAll(full, batchOf(rows((second) => (1.004 * second) / 3600)));
    expect(cycle.cycle_charging_capacity_ah).toBeCloseTo((1.004 * 990) / 3600, 10);
  });
  test('more than 1 % off the trapezoid in a constant current is flagged', () => {
    const plan = protocol();
    plan.step({ current: 1, seconds: 3600, from: 3, to: 4 }).rest();
    plan.step({ current: -1, seconds: 3600, from: 4, to: 3 }).rest();
    const flagged = (error: number) => {
      let before = 0;
      let total = 0;
      const records = plan.records.map((record) => {
        total += (Math.abs(record.current_ampere!) * (record.test_time_second! - before) * error) / 3600;
        before = record.test_time_second!;
        return { ...record, source_capacity_ah: total };
      });
      return lastOf(foldAll(full, batchOf(records))).flags.includes('counter_mismatch');
    };
    expect(flagged(1)).toBe(false);
    expect(flagged(1.008)).toBe(false);
    expect(flagged(1.02)).toBe(true);
  });
  test('a hold at constant voltage may be 4 % off', () => {
    const taper = (error: number) => {
      const records = Array.from({ length: 100 }, (_, k) =>
        row(10 + 30 * k, Math.exp(-k / 30), {
          voltage_volt: 4.2,
          source_capacity_ah: (error * 900 * (1 - Math.exp(-k / 30))) / 3600,
        }),
      );
      const end = row(4000, 0, { step_count: 3, source_capacity_ah: records[99].source_capacity_ah });
      return foldAll(full, batchOf([...records, end, row(4001, -1, { step_count: 4, source_capacity_ah: 0 }), ...Array.from({ length: 30 }, (_, k) => row(4031 + 30 * k, -1, { step_count: 4, source_capacity_ah: (k + 1) / 120 }))])); // prettier-ignore
    };
    expect(taper(0.985)[0].flags).not.toContain('counter_mismatch');
    expect(taper(0.9)[0].flags).toContain('counter_mismatch');
  });
  test('absent in one row of a step, the trapezoid serves for that step', () => {
    const some = rows((second) => (1.004 * second) / 3600);
    delete some[40].source_capacity_ah;
    const [cycle] = foldAll(full, batchOf(some));
    expect(cycle.cycle_charging_capacity_ah).toBeCloseTo(990 / 3600, 10);
  });
  test('by direction where the source has two, whichever way they reset', () => {
    const plan = protocol().rest();
    for (let cycle = 0; cycle < 2; cycle++) {
      plan.step({ current: 1, seconds: 3600, from: 3, to: 4, cycle }).rest();
      plan.step({ current: -1, seconds: 3500, from: 4, to: 3, cycle }).rest();
    }
    plan.step({ current: 1, seconds: 600, from: 3, to: 4, cycle: 2 });
    const printed = (reset: 'cycle' | 'test') => {
      let [charged, discharged, before, cycle] = [0, 0, 0, 0];
      return plan.records.map((record) => {
        if (reset === 'cycle' && record.cycle_count !== cycle) charged = discharged = 0;
        cycle = record.cycle_count!;
        const passed = (record.current_ampere! * (record.test_time_second! - before)) / 3600;
        before = record.test_time_second!;
        charged += Math.max(0, passed);
        discharged -= Math.min(0, passed);
        return { ...record, source_charging_capacity_ah: charged, source_discharging_capacity_ah: discharged };
      });
    };
    for (const reset of ['cycle', 'test'] as const) {
      const cycles = foldAll(full, batchOf(printed(reset)));
      expect(cycles[0].cycle_charging_capacity_ah).toBeCloseTo(1, 9);
      expect(cycles[1].cycle_discharging_capacity_ah).toBeCloseTo(3500 / 3600, 9);
      expect(cycles[0].flags).toEqual(['counter_used']);
    }
  });
});

describe('coarse pulses', () => {
  const around = (pulse: SpecRecord[]) => {
    const plan = protocol({ counter: true });
    plan.step({ current: 1, seconds: 3600, from: 3, to: 4.2 }).rest(60);
    const began = plan.time();
    for (const record of pulse)
      plan.row({ ...record, test_time_second: began + record.step_time_second!, step_id: 90, step_count: 90, step_type: 3, cycler_state: 'D' }); // prettier-ignore
    plan.rest(60);
    plan.step({ current: -1, seconds: 1800, from: 4, to: 3 });
    return lastOf(foldAll(full, plan.batch()));
  };
  const main = 1800 / 3600;
  test('only the counter counts: a ramp that the trapezoid reads 3 times too high', () => {
    const pulse = [
      { step_time_second: 0.1, voltage_volt: 3.9, current_ampere: -3, source_capacity_ah: 3e-5 },
      { step_time_second: 10, voltage_volt: 3.9, current_ampere: -3, source_capacity_ah: 0.0028 },
    ];
    const cycle = around(pulse);
    expect(cycle.cycle_discharging_capacity_ah).toBeCloseTo(0.0028 + main, 9);
    expect(cycle.flags).toContain('pulse_unresolved');
    expect(cycle.flags).not.toContain('counter_mismatch');
  });
  test('without a counter it counts nothing', () => {
    const cycle = around([
      { step_time_second: 0.1, voltage_volt: 3.9, current_ampere: -3 },
      { step_time_second: 10, voltage_volt: 3.9, current_ampere: -3 },
    ]);
    expect(cycle.cycle_discharging_capacity_ah).toBeCloseTo(main, 9);
    expect(cycle.flags).toContain('pulse_unresolved');
  });
  test('a well-logged pulse is none', () => {
    const pulse = Array.from({ length: 21 }, (_, k) => ({
      step_time_second: 0.01 + k / 2,
      voltage_volt: 3.9,
      current_ampere: -3,
      source_capacity_ah: (3 * (0.01 + k / 2)) / 3600,
    }));
    expect(around(pulse).flags).not.toContain('pulse_unresolved');
  });
});

describe('resolution', () => {
  /** 0.34 mA, printed in steps of 0.1 mA: now 0.3, now 0.4. */
  const coarse = (counter: boolean, step = 1e-9) => {
    const plan = protocol();
    for (const direction of [1, -1, 1, -1, 1]) {
      plan.step({
        current: (second) => direction * (Math.floor(second / 30) % 5 < 3 ? 3e-4 : 4e-4),
        seconds: 10 * 3600,
        from: direction > 0 ? 3 : 4,
        to: direction > 0 ? 4 : 3,
      });
      plan.rest();
    }
    let began = 0;
    const records = plan.records.map((record) => {
      if (record.step_time_second! <= 0.01) began = record.test_time_second! - record.step_time_second!;
      const passed = record.current_ampere === 0 ? 0 : (3e-4 * (record.test_time_second! - began)) / 3600;
      return counter ? { ...record, source_capacity_ah: Math.round(passed / step) * step } : record;
    });
    return foldAll({ system: 'full_cell', nominal_capacity_ah: 3e-3 }, batchOf(records))[1];
  };
  test('a current printed in steps over 1 % of it: the counter is taken, without a quarrel', () => {
    const cycle = coarse(true);
    expect(cycle.flags).toEqual(['counter_used', 'current_resolution']);
    expect(cycle.cycle_charging_capacity_ah).toBeCloseTo(3e-3, 6);
    expect(cycle.coulombic_efficiency).toBeCloseTo(1, 3);
  });
  test('no CE where the counter is as coarse, or missing', () => {
    expect(coarse(true, 1e-4)).toMatchObject({ coulombic_efficiency: null, coulombic_efficiency_reason: 'resolution' });
    expect(coarse(false)).toMatchObject({ coulombic_efficiency: null, coulombic_efficiency_reason: 'resolution' });
  });
});
