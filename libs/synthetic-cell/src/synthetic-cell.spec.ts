import type { RecordBatch } from '@cellwatch/events';
import { referenceCell, syntheticCell, type SyntheticCell, type SyntheticCellOptions } from './index.js';

function* batches(cell: SyntheticCell, most?: number): Generator<RecordBatch> {
  for (let batch = cell.next(most); batch; batch = cell.next(most)) yield batch;
}

/** Every row of the test, as text: to compare what does not depend on how calls cut it. */
function rowsOf(all: Iterable<RecordBatch>): string[] {
  return [...all].flatMap(({ length, columns, cycler_state }) =>
    Array.from({ length }, (_, row) =>
      [...Object.values(columns).map((column) => column[row]), cycler_state!.codes[row]].join(' '),
    ),
  );
}

interface Reading {
  end_volt: number;
  slope_millivolt_per_hour: number;
  cycle_second: number;
}

/** What the records of cycle 3 show: the charge's last voltage, the slope of the last ten minutes of the rest, the duration. */
function readThirdCycle(cell: SyntheticCell): Reading {
  let end_volt = NaN;
  let began = 0;
  let ended = 0;
  const times: number[] = [];
  const volts: number[] = [];
  for (const { length, columns } of batches(cell)) {
    for (let row = 0; row < length; row++) {
      const test_time = columns.test_time_second![row];
      if (columns.cycle_count![row] < 3) began = test_time;
      if (columns.cycle_count![row] !== 3) continue;
      ended = test_time;
      const [step, time, volt] = [columns.step_id![row], columns.step_time_second![row], columns.voltage_volt![row]];
      if (step === 1) end_volt = volt;
      if (step !== 2 || time < 1200 || time >= 1800) continue;
      times.push(time);
      volts.push(volt);
    }
  }
  return { end_volt, slope_millivolt_per_hour: slope(times, volts) * 3.6e6, cycle_second: ended - began };
}

function slope(xs: number[], ys: number[]): number {
  const mean = (list: number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const [x0, y0] = [mean(xs), mean(ys)];
  const over = xs.reduce((sum, x, index) => sum + (x - x0) * (ys[index] - y0), 0);
  return over / xs.reduce((sum, x) => sum + (x - x0) ** 2, 0);
}

// The published figures of the reference cell in its third cycle: Q_c/Q ±0.002, CE ±0.05 pp, slope ±0.5 mV/h, estimate ±1 %.
test.each([
  [Infinity, 0.9473, 100, 4.3, -25.2, null, 21220],
  [3e6, 0.9495, 99.55, 4.3, -27.3, 3.105e6, 21220],
  [1e6, 0.954, 98.64, 4.3, -31.6, 1.027e6, 21223],
  [3e5, 0.9697, 95.51, 4.3, -46.6, 306.7e3, 21231],
  [1e5, 1.0168, 87.16, 4.3, -88.4, 102.5e3, 21298],
  [3e4, 1.2151, 63.19, 4.3, -212.5, 30.9e3, 22042],
  [1e4, 2, 22.15, 4.015, -214.2, 10.4e3, 26322],
  [7e3, 2, 7.37, 3.674, -319, 7.3e3, 23571],
  [3e3, 2, 0, 1.87, -1115, null, 22201],
])('shunt of %d Ω', (resistance_ohm, charge, efficiency, end_volt, rest_slope, estimate, cycle_second) => {
  const shunts = resistance_ohm === Infinity ? [] : [{ from_cycle: 1, resistance_ohm }];
  const cell = syntheticCell({ cycles: 3, shunts });
  const read = readThirdCycle(cell);
  const third = cell.completed()[2];
  const [charged, discharged] = [third.cycle_charging_capacity_ah, third.cycle_discharging_capacity_ah];
  expect(Math.abs(charged / referenceCell.capacity_ah - charge)).toBeLessThan(0.002);
  expect(Math.abs((100 * discharged) / charged - efficiency)).toBeLessThan(0.05);
  expect(Math.abs(read.end_volt - end_volt)).toBeLessThan(0.0015);
  expect(Math.abs(read.slope_millivolt_per_hour - rest_slope)).toBeLessThan(0.5);
  expect(Math.abs(read.cycle_second - cycle_second)).toBeLessThanOrEqual(1);
  if (estimate === null) return;
  const energy = third.cycle_charging_energy_wh + third.cycle_discharging_energy_wh;
  const found = ((energy / (charged + discharged)) * read.cycle_second) / 3600 / (charged - discharged);
  expect(Math.abs(found / estimate - 1)).toBeLessThan(0.01);
});

test('the first cycle of a cell that starts empty looks like a data error, as is known', () => {
  const cell = syntheticCell({ cycles: 1 });
  expect(batches(cell).next().done).toBe(false);
  while (cell.next());
  const [first] = cell.completed();
  expect(first.cycle_discharging_capacity_ah / first.cycle_charging_capacity_ah).toBeCloseTo(1.0219, 4);
});

test('a dead short ends the discharge in its first second: a step of one record and no charge', () => {
  const cell = syntheticCell({ cycles: 1, shunts: [{ from_cycle: 1, resistance_ohm: 3000 }] });
  const discharge = [...batches(cell)].flatMap(({ length, columns }) =>
    Array.from({ length }, (_, row) => row)
      .filter((row) => columns.step_id![row] === 3)
      .map((row) => [columns.step_time_second![row], columns.source_capacity_ah![row], columns.end_status![row]]),
  );
  expect(discharge).toEqual([[0, 0, 133]]);
  expect(cell.completed()[0].cycle_discharging_capacity_ah).toBe(0);
});

const noisy: Partial<SyntheticCellOptions> = { cycles: 2, sampling_second: 60, voltage_noise_volt: 0.001, seed: 7 };

test('records do not depend on how calls cut them', () => {
  const whole = rowsOf(batches(syntheticCell(noisy)));
  expect(rowsOf(batches(syntheticCell(noisy), 7))).toEqual(whole);
  const clocked = syntheticCell({ ...noisy, time_step_second: 10 });
  const cut: RecordBatch[] = [];
  const { starts_at_unix_second } = referenceCell;
  for (let now = starts_at_unix_second; now < starts_at_unix_second + 45_000; now += 37) {
    const batch = clocked.next(500, now);
    if (!batch) continue;
    expect(batch.columns.unix_time_second!.at(-1)).toBeLessThanOrEqual(now);
    cut.push(batch);
  }
  expect(rowsOf(cut)).toEqual(rowsOf(batches(syntheticCell({ ...noisy, time_step_second: 10 }))));
});

test('a cell goes on from its state, through JSON, with another sampling too', () => {
  const cell = syntheticCell(noisy);
  const before = rowsOf([cell.next(100)!]);
  const state = JSON.parse(JSON.stringify(cell.state()));
  const after = rowsOf(batches(syntheticCell(noisy, state)));
  expect([...before, ...after]).toEqual(rowsOf(batches(syntheticCell(noisy))));

  const live = syntheticCell({ ...noisy, sampling_second: 1 }, state).next(3)!;
  expect(live.columns.record_index![0]).toBe(101);
  expect(Array.from(live.columns.unix_time_second!, (second) => second % 60)).toEqual([
    live.columns.unix_time_second![0] % 60,
    (live.columns.unix_time_second![0] + 1) % 60,
    (live.columns.unix_time_second![0] + 2) % 60,
  ]);
});

test('another seed gives other noise', () => {
  expect(rowsOf([syntheticCell({ ...noisy, seed: 8 }).next()!])).not.toEqual(rowsOf([syntheticCell(noisy).next()!]));
});

function finish(given: Partial<SyntheticCellOptions>) {
  const cell = syntheticCell({ sampling_second: 60, ...given });
  while (cell.next());
  return cell.completed();
}

test('ten-second steps move no capacity by more than 0.1 %', () => {
  const fine = finish({ cycles: 3 });
  const coarse = finish({ cycles: 3, time_step_second: 10 });
  fine.forEach((cycle, index) => {
    const ratio = coarse[index].cycle_discharging_capacity_ah / cycle.cycle_discharging_capacity_ah;
    expect(Math.abs(ratio - 1)).toBeLessThan(0.001);
  });
});

test('capacity fades by what was asked, and rising resistance lowers it further', () => {
  const ratio = (given: Partial<SyntheticCellOptions>) => {
    const cycles = finish({ cycles: 22, time_step_second: 10, ...given });
    return cycles[21].cycle_charging_capacity_ah / cycles[1].cycle_charging_capacity_ah;
  };
  expect(Math.abs(ratio({ fade_per_cycle: 0.002 }) / 0.998 ** 20 - 1)).toBeLessThan(0.003);
  expect(ratio({ resistance_growth_per_cycle: 0.05 })).toBeLessThan(ratio({}) - 0.01);
});

test('an anode half-cell is discharged first and gives back what its efficiency says', () => {
  const half: Partial<SyntheticCellOptions> = {
    system: 'anode_half_cell',
    capacity_ah: 2.5e-3,
    current_ampere: 0.589e-3,
    lower_voltage_limit_volt: 0.01,
    upper_voltage_limit_volt: 2,
    initial_state_of_charge: 1,
    coulombic_efficiency: 0.98,
  };
  const first = syntheticCell(half).next(1)!;
  expect(first.columns.current_ampere![0]).toBeLessThan(0);
  expect(first.cycler_state!.dictionary[first.cycler_state!.codes[0]]).toBe('D');
  const [, , third] = finish({ ...half, cycles: 3 });
  expect(third.cycle_charging_capacity_ah / third.cycle_discharging_capacity_ah).toBeCloseTo(0.98, 3);
});

test('the counters at the end of each step are the truth, record for record', () => {
  const cell = syntheticCell({ ...noisy, cycles: 2 });
  const ends = [...batches(cell)].flatMap(({ length, columns }) =>
    Array.from({ length }, (_, row) => row)
      .filter((row) => columns.end_status![row] >= 128)
      .map((row) => [columns.record_index![row], columns.source_capacity_ah![row], columns.source_energy_wh![row]]),
  );
  expect(ends).toHaveLength(8);
  for (const [index, cycle] of cell.completed().entries()) {
    const [charge, , discharge, rest] = ends.slice(index * 4);
    expect(charge[1]).toBeCloseTo(cycle.cycle_charging_capacity_ah, 9);
    expect(charge[2]).toBeCloseTo(cycle.cycle_charging_energy_wh, 9);
    expect(discharge[1]).toBeCloseTo(cycle.cycle_discharging_capacity_ah, 9);
    expect(discharge[2]).toBeCloseTo(cycle.cycle_discharging_energy_wh, 9);
    expect(rest[0]).toBe(cycle.last_record_index);
  }
  expect(cell.completed()[1].first_record_index).toBe(cell.completed()[0].last_record_index + 1);
});

test.each([
  [{ sampling_second: 0.5 }, 'sampling_second is 0.5, expected whole seconds'],
  [{ time_step_second: 0 }, 'time_step_second is 0, expected more than 0'],
  [{ current_ampere: -1 }, 'current_ampere is -1, expected more than 0'],
  [{ lower_voltage_limit_volt: 5 }, 'lower_voltage_limit_volt 5 is not below upper_voltage_limit_volt 4.3'],
])('what cannot be simulated is refused: %j', (given, message) => {
  expect(() => syntheticCell(given)).toThrow(message);
});
