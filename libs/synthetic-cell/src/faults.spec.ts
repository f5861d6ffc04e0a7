import type { RecordBatch } from '@cellwatch/events';
import { syntheticCell } from './synthetic-cell.js';
import type { SyntheticCellOptions } from './synthetic-cell-options.js';

function records(over: Partial<SyntheticCellOptions>) {
  const cell = syntheticCell({ cycles: 1, ...over });
  const rows: { second: number; type: number; volt: number; ampere: number; celsius: number; cycle: number }[] = [];
  let batch: RecordBatch | null;
  while ((batch = cell.next())) {
    const { columns } = batch;
    for (let row = 0; row < batch.length; row += 1)
      rows.push({
        second: columns.step_time_second![row],
        type: columns.step_type![row],
        volt: columns.voltage_volt![row],
        ampere: columns.current_ampere![row],
        celsius: columns.temperature_t1_celsius![row],
        cycle: columns.cycle_count![row],
      });
  }
  return rows;
}
const charge = (over: Partial<SyntheticCellOptions>) => records(over).filter(({ ampere }) => ampere > 0);

/** State of charge 0.3, some 3.68 V. */
const third = Math.round((0.3 * 1.6106 * 3600) / 0.62345);

test.each([
  [1e5, 2.6],
  [3e4, 8.6],
  [1e4, 26],
  [3e3, 85],
  [1e3, 245],
])('a shunt of %d Ω for ten seconds is a dip of %d mV', (resistance_ohm, millivolt) => {
  const dips = [{ cycle: 1, charging_second: third, duration_second: 10, resistance_ohm }];
  const healthy = charge({});
  const dipped = charge({ dips });
  const before = dipped.filter(({ second }) => second < third);
  expect(before).toEqual(healthy.slice(0, before.length));
  const during = dipped.filter(({ second }) => second >= third && second <= third + 10);
  const depth = before.at(-1)!.volt - Math.min(...during.map(({ volt }) => volt));
  expect(1000 * depth).toBeGreaterThan(0.97 * millivolt - 0.2);
  expect(1000 * depth).toBeLessThan(1.03 * millivolt + 0.2);
  // It heals: a minute later nothing is to be seen but the charge that leaked.
  const after = dipped.find(({ second }) => second === third + 600)!;
  const same = healthy.find(({ second }) => second === third + 600)!;
  expect(Math.abs(after.volt - same.volt)).toBeLessThan(0.02);
});

test('contact lost during a charge: a step up by I·R that stays, in the rest as in no current, and in the discharge', () => {
  const contact_losses = [{ from_cycle: 1, charging_second: third, added_ohm: 100 }];
  const all = records({ contact_losses });
  const healthy = records({});
  const step = charge({ contact_losses }).find(({ second }) => second === third)!.volt;
  const without = charge({}).find(({ second }) => second === third)!.volt;
  expect(step - without).toBeCloseTo(0.62345e-3 * 100, 5);
  const firstOfDischarge = (rows: typeof all) => rows.find(({ ampere }) => ampere < 0)!.volt;
  expect(firstOfDischarge(all)).toBeLessThan(firstOfDischarge(healthy) - 0.05);
});

test('contact lost with a cycle is lost from its first record', () => {
  const lost = charge({ cycles: 2, contact_losses: [{ from_cycle: 2, added_ohm: 100 }] });
  const healthy = charge({ cycles: 2 });
  const first = (rows: typeof lost) => rows.find(({ cycle }) => cycle === 2)!.volt;
  expect(first(lost) - first(healthy)).toBeCloseTo(0.62345e-3 * 100, 5);
});

test('a protocol at another rate, a chamber at another set point, a chamber that is off', () => {
  const rows = records({
    cycles: 2,
    current_schedule: [{ from_cycle: 2, current_ampere: 1e-3 }],
    temperature_schedule: [{ from_cycle: 2, celsius: 25, resistance_factor: 3 }],
    chamber_faults: [{ from_second: 1_000, to_second: 2_000, added_celsius: 10 }],
    sampling_second: 10,
  });
  const of = (cycle: number) => rows.filter((row) => row.cycle === cycle);
  expect(Math.max(...of(1).map(({ ampere }) => ampere))).toBeCloseTo(0.62345e-3, 8);
  expect(Math.max(...of(2).map(({ ampere }) => ampere))).toBe(1e-3);
  const warm = of(1).filter(({ second, ampere }) => ampere > 0 && second >= 1_000 && second < 2_000);
  expect(Math.min(...warm.map(({ celsius }) => celsius))).toBeGreaterThan(69);
  expect(of(2).every(({ celsius }) => Math.abs(celsius - 25) < 0.2)).toBe(true);
});

test('coarse time steps meet a dip to the second', () => {
  const dips = [{ cycle: 1, charging_second: 1_003, duration_second: 10, resistance_ohm: 1e4 }];
  const fine = charge({ dips, sampling_second: 1 });
  const coarse = charge({ dips, sampling_second: 1, time_step_second: 10 });
  const at = (rows: typeof fine, second: number) => rows.find((row) => row.second === second)!.volt;
  for (const second of [1_002, 1_004, 1_012, 1_014]) expect(at(coarse, second)).toBeCloseTo(at(fine, second), 3);
});
