import type { CycleSummary } from '@cellwatch/events';
import { evolveCycling, initialCyclingState, type CyclingState, type OpenHalf } from '../index.js';
import { batchOf, type SpecRecord } from '../spec-support/batch-of.js';
import { foldAll, foldInto } from '../spec-support/fold-all.js';
import { protocol } from '../spec-support/protocol.js';
import { random } from '../spec-support/random.js';

const full = { system: 'full_cell', nominal_capacity_ah: 1 } as const;
const anode = { system: 'anode_half_cell', nominal_capacity_ah: 1 } as const;
const hour = 3600;

const charge = (hours: number, more = {}) => ({ current: 1, seconds: hours * hour, from: 3, to: 4.2, ...more });
const discharge = (hours: number, more = {}) => ({ current: -1, seconds: hours * hour, from: 4.1, to: 3, ...more });
const ah = ({ cycle_charging_capacity_ah, cycle_discharging_capacity_ah }: CycleSummary) => [
  Math.round(cycle_charging_capacity_ah * 1e6) / 1e6,
  Math.round(cycle_discharging_capacity_ah * 1e6) / 1e6,
];

describe('pairing', () => {
  test('a full cell: charge, then discharge; the last one stays open until the next half', () => {
    const plan = protocol().rest();
    for (let k = 0; k < 3; k++) plan.step(charge(1)).rest().step(discharge(0.98)).rest();
    const cycles = foldAll(full, plan.batch());
    expect(cycles.map(({ status, derived_cycle_count }) => [status, derived_cycle_count])).toEqual([
      ['complete', 1],
      ['complete', 2],
      ['open', 3],
    ]);
    expect(cycles[0].coulombic_efficiency).toBeCloseTo(0.98, 10);
    expect(cycles[0].initial_coulombic_efficiency).toBeCloseTo(0.98, 10);
    expect(cycles[1].initial_coulombic_efficiency).toBeNull();
    expect(cycles[1].cumulative_irreversible_capacity_ah).toBeCloseTo(0.04, 10);
    expect(cycles[2]).toMatchObject({ coulombic_efficiency: null, coulombic_efficiency_reason: 'cycle_open' });
    expect(cycles[2].mean_discharging_voltage_volt).toBeCloseTo(3.55, 3);
  });

  test('an anode half-cell: discharge (lithiation), then charge', () => {
    const plan = protocol().rest();
    for (let k = 0; k < 2; k++) plan.step(discharge(1)).rest().step(charge(0.8)).rest();
    const [cycle] = foldAll(anode, plan.step(discharge(0.5)).batch());
    expect(cycle).toMatchObject({ first_direction: 'discharge', status: 'complete', energy_efficiency: null });
    expect(cycle.coulombic_efficiency).toBeCloseTo(0.8, 10);
    expect(cycle.irreversible_capacity_ah).toBeCloseTo(0.2, 10);
  });

  test('a stream that begins with the second half opens partial cycle 0, without CE and ICE', () => {
    const plan = protocol().rest().step(discharge(0.4)).rest();
    for (let k = 0; k < 2; k++) plan.step(charge(1)).rest().step(discharge(0.9)).rest();
    const cycles = foldAll(full, plan.batch());
    expect(cycles[0]).toMatchObject({
      derived_cycle_count: 0,
      status: 'partial',
      coulombic_efficiency: null,
      coulombic_efficiency_reason: 'no_first_half',
      initial_coulombic_efficiency: null,
    });
    expect(cycles[1]).toMatchObject({ derived_cycle_count: 1 });
    expect(cycles[1].initial_coulombic_efficiency).toBeCloseTo(0.9, 10);
  });

  test('a cell of unknown role gets capacities, and no efficiency, retention or loss', () => {
    const plan = protocol().rest();
    for (let k = 0; k < 3; k++) plan.step(charge(1)).rest().step(discharge(0.9)).rest();
    const [, cycle] = foldAll({ nominal_capacity_ah: 1 }, plan.batch());
    expect(ah(cycle)).toEqual([1, 0.9]);
    expect(cycle).toMatchObject({
      coulombic_efficiency: null,
      coulombic_efficiency_reason: 'role_unknown',
      capacity_retention: null,
      irreversible_capacity_ah: null,
      energy_efficiency: null,
    });
    expect(cycle.flags).toContain('role_unknown');
    expect(cycle.voltage_hysteresis_volt).toBeCloseTo(0.05, 3);
  });

  test('without a nominal capacity halves are found by the largest so far, and CE is null', () => {
    const plan = protocol().rest();
    for (let k = 0; k < 2; k++) plan.step(charge(1)).rest().step(discharge(0.9)).rest();
    const cycles = foldAll({ system: 'full_cell' }, plan.batch());
    expect(cycles.map(ah)).toEqual([
      [1, 0.9],
      [1, 0.9],
    ]);
    expect(cycles[0]).toMatchObject({ coulombic_efficiency: null, coulombic_efficiency_reason: 'nominal_unknown' });
  });

  test('a symmetric cell has no CE', () => {
    const plan = protocol().rest().step(charge(1)).rest().step(discharge(1)).rest().step(charge(1));
    const [cycle] = foldAll({ system: 'symmetric_cell', nominal_capacity_ah: 1 }, plan.batch());
    expect(cycle).toMatchObject({ coulombic_efficiency_reason: 'not_applicable', capacity_retention: null });
  });

  test('the cycler says that the test ended: the cycle is complete', () => {
    const plan = protocol().rest().step(charge(1)).rest().step(discharge(0.97)).rest();
    plan.row({ test_time_second: plan.time() + 1, voltage_volt: 3.1, current_ampere: 0, step_count: 99, step_type: 6 });
    const cycles = foldAll(full, plan.batch());
    expect(cycles.map(({ status }) => status)).toEqual(['complete']);
    expect(cycles[0].coulombic_efficiency).toBeCloseTo(0.97, 10);
  });
});

describe('what splits no half', () => {
  test('a dead short never delivers a second half', () => {
    const plan = protocol().rest().step(charge(2)).rest(60).step({ current: -1, seconds: 1, from: 1.8, interval: 1 });
    plan.rest().step(charge(1));
    const cycles = foldAll(full, plan.batch());
    expect(cycles).toHaveLength(1);
    expect(cycles[0]).toMatchObject({ status: 'open', coulombic_efficiency: null });
  });

  test('less than 1 % of the nominal capacity before the first half is no half and no part of it', () => {
    const plan = protocol()
      .rest()
      .step(charge(0.005, { interval: 3 }))
      .rest()
      .step(charge(1))
      .rest()
      .step(discharge(0.9));
    const [cycle] = foldAll(full, plan.batch());
    expect(ah(cycle)).toEqual([1, 0.9]);
  });

  test('nor is it where the nominal capacity is unknown', () => {
    const plan = protocol()
      .rest()
      .step(charge(0.005))
      .rest()
      .step(charge(1, { cycle: 1 }))
      .rest()
      .step(discharge(0.9));
    const [cycle] = foldAll({}, plan.batch());
    expect(ah(cycle)).toEqual([1, 0.9]);
    expect(cycle.cycle_count).toBe(1);
    expect(cycle.flags).not.toContain('merged');
  });

  test('a titration of small steps adds up to a half', () => {
    const plan = protocol().rest();
    for (let k = 0; k < 120; k++) plan.step(charge(0.008, { interval: 5 })).rest(60);
    plan.step(discharge(0.9)).rest().step(charge(1));
    const [cycle] = foldAll(full, plan.batch());
    expect(ah(cycle)).toEqual([0.96, 0.9]);
    expect(cycle.status).toBe('complete');
  });

  test('pulses of the other direction count in their own direction', () => {
    const plan = protocol().rest().step(charge(1)).rest();
    for (let k = 0; k < 9; k++) {
      plan.step(discharge(0.1)).rest();
      plan.step({ current: -5, seconds: 10, from: 3.6, interval: 0.5 }).rest(40);
      plan.step({ current: 3.75, seconds: 10, from: 3.8, interval: 0.5 }).rest(40);
    }
    plan.step(discharge(0.1)).rest().step(charge(1));
    const [cycle, next] = foldAll(full, plan.batch());
    expect(cycle.cycle_charging_capacity_ah).toBeCloseTo(1 + (9 * 37.5) / hour, 9);
    expect(cycle.cycle_discharging_capacity_ah).toBeCloseTo(1 + (9 * 50) / hour, 9);
    expect(cycle.flags).toEqual([]);
    expect(next.derived_cycle_count).toBe(2);
  });

  test('a half that was aborted and resumed, with a little of the other direction between, is merged', () => {
    const plan = protocol().rest().step(charge(1)).rest().step(discharge(1)).rest();
    plan.step(charge(0.5)).rest().step(discharge(0.03)).rest().step(charge(0.5)).rest();
    plan.step(discharge(0.9)).rest().step(charge(1));
    const [before, cycle] = foldAll(full, plan.batch());
    expect(before.flags).toEqual([]);
    expect(ah(cycle)).toEqual([1, 0.93]);
    expect(cycle.flags).toEqual(['merged']);
  });

  test('a second direction of 5 % is a half, one of 4.9 % is not', () => {
    const plan = (share: number) => protocol().rest().step(charge(1)).rest().step(discharge(share)).rest().step(charge(1)).batch(); // prettier-ignore
    expect(foldAll(full, plan(0.0501)).map(({ status }) => status)).toEqual(['complete', 'open']);
    expect(foldAll(full, plan(0.049)).map(({ status }) => status)).toEqual(['open']);
  });

  test('noise around nothing', () => {
    const plan = protocol().rest();
    plan.step(charge(1)).step({ current: (second) => (second % 60 < 30 ? 1e-3 : -1e-3), seconds: hour, from: 4.1 });
    const records = plan.step(discharge(1)).records.map(({ step_type: _, cycler_state: __, ...record }) => record);
    const [cycle] = foldAll(full, batchOf(records));
    expect(ah(cycle)).toEqual([1, 1]);
  });
});

describe('the cycler’s own cycle number', () => {
  test('a further discharge under a new number, after one that reached its voltage, is not that cycle’s', () => {
    const plan = protocol().rest();
    plan
      .step(charge(1, { cycle: 1 }))
      .rest()
      .step(discharge(0.9, { cycle: 1 }))
      .rest();
    plan.step(discharge(0.2, { cycle: 2, to: 2.5 })).rest();
    const cycles = foldAll(full, plan.batch());
    expect(cycles.map(ah)).toEqual([
      [1, 0.9],
      [0, 0.2],
    ]);
    expect(cycles.map(({ cycle_count, derived_cycle_count }) => [cycle_count, derived_cycle_count])).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  test('one that was stopped by time goes on under the new number', () => {
    const plan = protocol().rest();
    plan
      .step(charge(1, { cycle: 1 }))
      .rest()
      .step(discharge(0.5, { cycle: 1, end_status: 129 }))
      .rest();
    plan
      .step(discharge(0.4, { cycle: 2 }))
      .rest()
      .step(charge(1, { cycle: 3 }));
    const cycles = foldAll(full, plan.batch());
    expect(ah(cycles[0])).toEqual([1, 0.9]);
    expect(cycles[0].flags).toEqual(['merged']);
  });

  test('a number that never changes hides nothing', () => {
    const plan = protocol().rest();
    for (let k = 0; k < 5; k++) plan.step(charge(1)).rest().step(discharge(1)).rest();
    expect(foldAll(full, plan.batch())).toHaveLength(5);
  });
});

/** Rows as a cycler printed them. */
describe('known rows', () => {
  const printed = (
    plan: ReturnType<typeof protocol>,
    step: number,
    current: number,
    capacity: number,
    from: number,
    to: number,
  ) => {
    const began = plan.time();
    const seconds = (capacity / Math.abs(current)) * hour;
    for (let second = 0; ; second = Math.min(second + 30, seconds)) {
      plan.row({
        test_time_second: began + Math.max(0.01, second),
        step_time_second: Math.max(0.01, second),
        step_id: step,
        step_count: step,
        step_type: current > 0 ? 2 : 3,
        cycler_state: current > 0 ? 'C' : 'D',
        voltage_volt: from + ((to - from) * second) / seconds,
        current_ampere: current,
        end_status: second === seconds ? 133 : 1,
        source_capacity_ah: (capacity * second) / seconds,
      });
      if (second === seconds) break;
    }
  };
  /** New step number, state O, ES 193, no current; step time and counter are those of the row before. */
  const suspended = (plan: ReturnType<typeof protocol>, step: number) => {
    const before = plan.records[plan.records.length - 1];
    plan.row({ ...before, record_index: plan.records.length + 1, step_id: step, step_count: step, step_type: 4, cycler_state: 'O', current_ampere: 0, end_status: 193 }); // prettier-ignore
  };
  const zeroStep = (plan: ReturnType<typeof protocol>, step: number) => {
    plan.row({ test_time_second: plan.time() + 60, step_time_second: 0, step_id: step, step_count: step, step_type: 2, cycler_state: 'C', voltage_volt: 4.148, current_ampere: 2.42, end_status: 133, source_capacity_ah: 0 }); // prettier-ignore
  };

  test('a suspended row does not count the charge twice', () => {
    const plan = protocol().rest();
    printed(plan, 2, 2.4202, 0.4839824, 3, 3.9);
    suspended(plan, 3);
    printed(plan, 4, -2.4202, 0.4, 3.9, 3);
    const [cycle] = foldAll(full, plan.batch());
    expect(cycle.cycle_charging_capacity_ah).toBeCloseTo(0.4839824, 9);
  });

  test('a step that ended at once is a boundary and nothing else', () => {
    const plan = protocol().rest();
    printed(plan, 2, 2.42, 1.45, 3, 4.1);
    zeroStep(plan, 3);
    plan.rest(60);
    printed(plan, 4, -2.42, 1.4, 4.1, 3);
    const [cycle] = foldAll(full, plan.batch());
    expect(cycle.cycle_charging_capacity_ah).toBeCloseTo(1.45, 9);
    expect(cycle.flags).toEqual(['counter_used']);
  });

  test('a truly low CE is told as it is', () => {
    const plan = protocol().rest();
    let step = 2;
    for (const [one, other, out] of [
      [1.4519901, 1.1313079, 1.8394547],
      [1.4519902, 0.9696388, 1.7460849],
    ]) {
      printed(plan, step++, 2.42, one, 3, 4.1);
      suspended(plan, step++);
      zeroStep(plan, step++);
      printed(plan, step++, 2.42, other, 3.6, 4.148);
      printed(plan, step++, -2.42, out, 4.1, 3);
    }
    printed(plan, step++, 2.42, 1, 3, 4.1);
    const cycles = foldAll({ ...full, nominal_capacity_ah: 2.5 }, plan.batch());
    expect(cycles.slice(0, 2).map(({ coulombic_efficiency }) => (100 * coulombic_efficiency!).toFixed(2))).toEqual([
      '71.21',
      '72.10',
    ]);
  });
});

describe('beside the capacities', () => {
  const cccv = () => {
    const plan = protocol().rest();
    for (let k = 0; k < 2; k++) {
      plan.step({
        current: (second) => (second < hour ? 1 : Math.exp((hour - second) / 600)),
        seconds: 1.5 * hour,
        from: 4.2,
        end_status: 132,
      });
      plan.rest().step(discharge(1)).rest();
    }
    for (const record of plan.records)
      if (record.step_type === 2 && record.step_time_second! < hour)
        record.voltage_volt = 3.6 + (0.6 * record.step_time_second!) / hour;
    return plan;
  };

  test('the share of a hold at constant voltage, the current before it, and why the half ended', () => {
    const [cycle] = foldAll(full, cccv().batch());
    const held = (600 * (1 - Math.exp(-3))) / hour;
    expect(cycle.charging_cv_share).toBeCloseTo(held / (1 + held), 2);
    expect(cycle.charging_c_rate).toBeCloseTo(1, 2);
    expect(cycle.discharging_cv_share).toBe(0);
    expect(cycle).toMatchObject({
      charging_end_reason: 'current',
      discharging_end_reason: 'voltage',
      charging_end_voltage_volt: 4.2,
      discharging_end_voltage_volt: 3,
    });
    expect(cycle.regime).toBe('charge 1.00C to 4.20 V CCCV, discharge 1.00C to 3.00 V CC');
  });

  test('energy efficiency is the CE times the ratio of mean voltages', () => {
    const [cycle] = foldAll(full, cccv().batch());
    expect(cycle.energy_efficiency).toBeCloseTo(
      (cycle.coulombic_efficiency! * cycle.mean_discharging_voltage_volt!) / cycle.mean_charging_voltage_volt!,
      12,
    );
  });

  test('a cell whose voltage crosses zero has a negative mean voltage and no energy efficiency', () => {
    const plan = protocol({ counter: true }).rest();
    for (let k = 0; k < 2; k++) {
      plan.step({ current: -1, seconds: hour, from: 0.4, to: -0.6 }).rest();
      plan.step({ current: 1, seconds: hour, from: -0.4, to: 1.38 }).rest();
    }
    const [cycle] = foldAll(anode, plan.batch());
    expect(cycle.mean_discharging_voltage_volt).toBeCloseTo(-0.1, 3);
    expect(cycle.mean_charging_voltage_volt).toBeCloseTo(0.49, 3);
    expect(cycle.energy_efficiency).toBeNull();
  });

  test('a voltage that moves against the current is suspected, and shows in the hysteresis', () => {
    const plan = protocol().rest();
    for (let k = 0; k < 4; k++) plan.step(charge(1, { from: 4, to: 3 })).rest().step(discharge(1, { from: 3, to: 4.5 })).rest(); // prettier-ignore
    const cycles = foldAll(full, plan.batch());
    expect(cycles[2].flags).toContain('sign_suspect');
    expect(cycles[2].voltage_hysteresis_volt).toBeLessThan(0);
  });

  test('a hole in the record numbers is told', () => {
    const plan = protocol().rest().step(charge(1)).rest().step(discharge(1)).rest().step(charge(1));
    const records = plan.records.filter((_, at) => at !== 60);
    const [cycle] = foldAll(full, batchOf(records));
    expect(cycle.flags).toEqual(['missing_records']);
    expect(cycle.coulombic_efficiency).toBeCloseTo(1, 6);
  });

  test('a step whose end is missing, and what came after it, leaves its half incomplete', () => {
    const plan = protocol().rest();
    for (let k = 0; k < 2; k++) plan.step(charge(1)).rest().step(discharge(1)).rest();
    const lost = plan.records.filter((r) => !(r.test_time_second! > 3000 && r.test_time_second! < 4600));
    const [cycle] = foldAll(full, batchOf(lost));
    expect(cycle).toMatchObject({ coulombic_efficiency: null, coulombic_efficiency_reason: 'half_incomplete' });
    expect(cycle.flags).toEqual(['half_incomplete', 'missing_records']);
    expect(cycle.capacity_retention).toBeNull();
  });
});

describe('tests of one cell', () => {
  const first = () => protocol().rest().step(charge(1)).rest().step(discharge(0.95)).rest(600, 3.2);
  const day = 86_400;

  test('chain: numbers go on, and nothing is integrated over the hole', () => {
    const next = protocol({ unix: 1.7e9 + day })
      .rest(600, 3.2)
      .step(charge(0.9))
      .rest()
      .step(discharge(0.9));
    const cycles = foldAll(full, first().batch(), next.batch({ test_id: 'next' }));
    expect(cycles.map(({ test_id, derived_cycle_count, status }) => [test_id, derived_cycle_count, status])).toEqual([
      ['test', 1, 'complete'],
      ['next', 2, 'open'],
    ]);
    expect(cycles[0].flags).toEqual([]);
    expect(cycles[1].initial_coulombic_efficiency).toBeNull();
  });

  test('a half that goes on in the next test is merged; a jump of voltage between them makes it incomparable', () => {
    const half = protocol().rest().step(charge(1)).rest().step(discharge(0.5, { end_status: 193, to: 3.6 })).rest(600, 3.7); // prettier-ignore
    const going = (voltage: number) =>
      protocol({ unix: 1.7e9 + day }).rest(600, voltage).step(discharge(0.45, { from: 3.6 })).rest().step(charge(1)).batch({ test_id: 'next' }); // prettier-ignore
    const [same] = foldAll(full, half.batch(), going(3.69));
    expect(same.flags).toEqual(['merged']);
    expect(same.coulombic_efficiency).toBeCloseTo(0.95, 9);
    const [jumped] = foldAll(full, half.batch(), going(3.4));
    expect(jumped.flags).toEqual(['merged', 'resumed']);
    expect(jumped).toMatchObject({ coulombic_efficiency: null, coulombic_efficiency_reason: 'resumed', capacity_retention: null }); // prettier-ignore
    expect(jumped.cycle_duration_second).toBeGreaterThan(day);
  });

  test('a jump while the cell stood charged shows in its discharge', () => {
    const charged = protocol().rest().step(charge(1)).rest(600, 4.1);
    const later = protocol({ unix: 1.7e9 + 30 * day })
      .rest(600, 3.8)
      .step(discharge(0.6))
      .rest()
      .step(charge(1));
    const [cycle] = foldAll(full, charged.batch(), later.batch({ test_id: 'next' }));
    expect(cycle.flags).toEqual(['resumed']);
  });

  test('an earlier test, a return to one, and a repeated record are out of order', () => {
    const later = protocol({ unix: 1.7e9 + day })
      .rest()
      .batch({ test_id: 'next' });
    const { state } = foldInto(full, [first().batch(), later]);
    const text = JSON.stringify(state);
    const disordered = (batch: ReturnType<typeof batchOf>) => evolve(text, batch);
    expect(disordered(protocol({ unix: 1.6e9 }).rest().batch({ test_id: 'older' }))).toBe(true);
    expect(disordered(first().batch())).toBe(true);
    expect(disordered(later)).toBe(true);
    expect(
      disordered(
        protocol({ unix: 1.7e9 + 2 * day })
          .rest()
          .batch({ test_id: 'third' }),
      ),
    ).toBe(false);
  });
});

function evolve(state: string, batch: ReturnType<typeof batchOf>): boolean {
  return evolveCycling(JSON.parse(state) as CyclingState, batch).disordered;
}

test('each record that counts is told, with the half as it stands', () => {
  const plan = protocol().rest().step(charge(1)).rest().step(discharge(1)).rest();
  const batch = plan.batch();
  const told: SpecRecord[] = [];
  const halves: Pick<OpenHalf, 'direction' | 'capacity_ah' | 'record_index' | 'is_first_half'>[] = [];
  evolveCycling(initialCyclingState({ cell_id: 'cell', facts_version: '0', ...full }), batch, (half, row) => {
    told.push(plan.records[row]);
    halves.push({ ...half });
  });
  expect(told.map(({ record_index }) => record_index)).toEqual(halves.map(({ record_index }) => record_index));
  // 1 % of the nominal capacity opens the first half, 5 % of that the second
  expect(halves[0]).toMatchObject({ direction: 'charge', is_first_half: true });
  expect(halves[0].capacity_ah).toBeCloseTo(0.0166667, 6);
  const discharged = halves.filter(({ direction }) => direction === 'discharge');
  expect(discharged[0].capacity_ah).toBeGreaterThanOrEqual(0.05);
  expect(discharged[0].capacity_ah).toBeLessThan(0.06);
  expect(halves[halves.length - discharged.length - 1].capacity_ah).toBeCloseTo(1, 9);
  expect(discharged[discharged.length - 1].capacity_ah).toBeCloseTo(1, 9);
  expect(told.every((record) => record.current_ampere !== 0)).toBe(true);
});

test('the state stays under 10 kB, whatever a cell has been through', () => {
  const facts = { ...full, retention_reference: 'median_first_40' } as const;
  const next = random(1);
  const plan = protocol({ counter: true });
  for (let k = 0; k < 39; k++)
    for (let regime = 0; regime < 8; regime++) {
      const hours = 0.6 + 0.3 * next();
      plan.step({ current: 1 / 3, seconds: 3 * hour * hours, from: 3, to: 4.2 - 0.02 * regime, interval: 2000 });
      plan.step({ current: -1 / 3, seconds: 3 * hour * hours, from: 4.1, to: 3, interval: 2000 });
    }
  const tests = [plan.batch()];
  for (let k = 1; k < 40; k++)
    tests.push(
      protocol({ unix: 1.7e9 + 1e8 * k })
        .rest()
        .batch({ test_id: `${k}`.padEnd(200, 'x') }),
    );
  const { state } = foldInto(facts, tests);
  expect(state.life.regimes.flatMap(({ candidates_microampere_hour }) => candidates_microampere_hour)).toHaveLength(
    8 * 39 - 1,
  );
  const grid = state.step?.grid ?? null;
  expect(JSON.stringify(state).length - JSON.stringify(grid).length).toBeLessThan(10_000);
});
