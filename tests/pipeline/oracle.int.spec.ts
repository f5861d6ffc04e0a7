import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { declareFacts, encodeResult, topics, type CycleSummary, type RecordBatch } from '@cellwatch/events';
import { ingestFile } from '@cellwatch/ingest';
import {
  referenceCell,
  syntheticCell,
  writeMaccorText,
  type MaccorTextOptions,
  type SyntheticCellOptions,
} from '@cellwatch/synthetic-cell';
import { startHouse, type House } from '../support/house.js';
import { temporaryFolder } from '../support/temporary-folder.js';

let house: House;
const folder = temporaryFolder();

beforeAll(async () => {
  house = (await startHouse())!;
});
afterAll(() => house.stop());

const cell = {
  cycles: 6,
  fade_per_cycle: 0.004,
  coulombic_efficiency: 0.996,
  initial_state_of_charge: -0.02,
  voltage_noise_volt: 0.0003,
  sampling_second: 30,
  time_step_second: 1,
} satisfies Partial<SyntheticCellOptions>;

/** What was put into a simulated cell, written as a vendor's file, and what the cycles table says of that file. */
async function journey(
  cell_id: string,
  options: Partial<SyntheticCellOptions>,
  text: Pick<MaccorTextOptions, 'clock' | 'signed_current'>,
) {
  const given = { ...referenceCell, ...options, cell_id, test_id: cell_id };
  const simulated = syntheticCell(given);
  const batches: RecordBatch[] = [];
  for (let batch = simulated.next(); batch; batch = simulated.next()) batches.push(batch);
  const file = join(folder, `${cell_id}.001`);
  const head = {
    file_name: `C:\\Data\\${cell_id}.001`,
    procedure: 'ORACLE.000',
    comment: '',
    exported_at_unix_second: given.starts_at_unix_second + 40 * 86_400,
    started_at_unix_second: given.starts_at_unix_second,
  };
  writeFileSync(file, [...writeMaccorText(batches, { ...head, ...text })].join(''));
  const facts = declareFacts({
    cell_id,
    system: given.system,
    nominal_capacity_ah: given.capacity_ah,
    lower_voltage_limit_volt: given.lower_voltage_limit_volt,
    upper_voltage_limit_volt: given.upper_voltage_limit_volt,
  });
  await house.stream.publish([{ topic: topics.facts, key: cell_id, value: encodeResult(facts) }]);
  const tally = await ingestFile(house.stream, file, { file_name: file, cell_id, time_zone: 'UTC' });
  expect(tally.rejects).toEqual({});
  expect(tally.records).toBe(batches.reduce((sum, { length }) => sum + length, 0));
  await house.settled([cell_id]);
  const cycles = await house.rows<CycleSummary>(
    `select * from cycles_current where cell_id = $1 order by first_record_index`,
    [cell_id],
  );
  return { truth: simulated.completed(), cycles };
}

/** The promise: capacities and energies within 0.1 %, coulombic efficiency within 0.05 percentage points. */
function compare({ truth, cycles }: Awaited<ReturnType<typeof journey>>, system: string): void {
  // the last one stays open until another begins: a half may still go on
  expect(cycles.map(({ status }) => status)).toEqual(
    truth.map((_, at) => (at < truth.length - 1 ? 'complete' : 'open')),
  );
  truth.forEach((put, at) => {
    const found = cycles[at];
    expect(found.cycle_count).toBe(put.cycle_count);
    expect(Number(found.first_record_index)).toBe(put.first_record_index);
    for (const name of [
      'cycle_charging_capacity_ah',
      'cycle_discharging_capacity_ah',
      'cycle_charging_energy_wh',
      'cycle_discharging_energy_wh',
    ] as const)
      expect([name, at, Math.abs(found[name] / put[name] - 1) <= 0.001 || found[name] / put[name]]).toEqual([
        name,
        at,
        true,
      ]);
    if (found.status === 'open') return;
    const ratio = put.cycle_discharging_capacity_ah / put.cycle_charging_capacity_ah;
    const efficiency = system === 'full_cell' ? ratio : 1 / ratio;
    expect(Math.abs(found.coulombic_efficiency! - efficiency)).toBeLessThan(0.0005);
  });
}

describe.each(['second', 'minute', 'day'] as const)('clock in %ss', (clock) => {
  test.each([true, false])('full cell, signed current: %s', async (signed_current) => {
    const found = await journey(`full-${clock}-${signed_current}`, cell, { clock, signed_current });
    expect(found.truth).toHaveLength(6);
    compare(found, 'full_cell');
  });
});

test('anode half-cell, whose coulombic efficiency is charge over discharge', async () => {
  const half = {
    ...cell,
    system: 'anode_half_cell',
    lower_voltage_limit_volt: 0.01,
    upper_voltage_limit_volt: 2,
    initial_state_of_charge: 1,
  } as const;
  const found = await journey('half', half, { clock: 'day', signed_current: false });
  expect(found.truth).toHaveLength(6);
  compare(found, 'anode_half_cell');
});

const short = { ...cell, cycles: 12, coulombic_efficiency: 0.9995, fade_per_cycle: 0.0008, sampling_second: 60 };
const alertsOf = (cell_id: string) =>
  house.rows<{ rule: string; derived_cycle_count: number; record_index: string }>(
    `select rule, derived_cycle_count, record_index from alerts_current where cell_id = $1
    order by rule, record_index`,
    [cell_id],
  );

test('a shunt raises both rules, in the cycle in which it began, while its charge goes on', async () => {
  const cell_id = 'shunt';
  const shunts = [{ from_cycle: 9, resistance_ohm: 30_000 }];
  const found = await journey(cell_id, { ...short, shunts }, { clock: 'second', signed_current: false });
  compare(found, 'full_cell');
  const { truth } = found;
  const lost = (at: number) => truth[at].cycle_discharging_capacity_ah / truth[at].cycle_charging_capacity_ah;
  expect(lost(7)).toBeGreaterThan(0.99);
  expect(lost(8)).toBeLessThan(0.9);
  const alerts = await alertsOf(cell_id);
  const first = (rule: string) => alerts.find((alert) => alert.rule === rule);
  expect(first('CE_DROP')).toMatchObject({ derived_cycle_count: 9 });
  expect(first('OVERCHARGE')).toMatchObject({ derived_cycle_count: 9 });
  expect(Number(first('OVERCHARGE')!.record_index)).toBeGreaterThan(truth[8].first_record_index);
  expect(Number(first('OVERCHARGE')!.record_index)).toBeLessThan(truth[8].last_record_index);
  const paged = await house.rows<{ rule: string }>(`select rule from outbox where event = 'raised' and cell_id = $1`, [
    cell_id,
  ]);
  expect(paged.map(({ rule }) => rule).sort()).toEqual(alerts.map(({ rule }) => rule).sort());
});

test('its sister without a shunt raises nothing', async () => {
  compare(await journey('no-shunt', short, { clock: 'second', signed_current: false }), 'full_cell');
  expect(await alertsOf('no-shunt')).toEqual([]);
});
