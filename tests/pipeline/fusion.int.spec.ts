import { jest } from '@jest/globals';
import {
  declareFacts,
  encodeRecordBatch,
  encodeResult,
  topics,
  type CellAlert,
  type CellSpectrum,
  type RecordBatch,
} from '@cellwatch/events';
import { referenceCell, syntheticCell } from '@cellwatch/synthetic-cell';
import { startHouse, type House } from '../support/house.js';
import { syntheticSpectrum } from '../support/synthetic-spectrum.js';
import { transports } from '../support/transports.js';

jest.setTimeout(180_000);

const life = (cell_id: string, resistance_ohm: number | null, cycles: number, exported_at?: number): RecordBatch[] => {
  const shunts = resistance_ohm === null ? [] : [{ from_cycle: 9, resistance_ohm }];
  const options = { sampling_second: 60, time_step_second: 10, initial_state_of_charge: -0.02 } as const;
  const cell = syntheticCell({ ...options, cell_id, test_id: cell_id, cycles, shunts });
  const batches: RecordBatch[] = [];
  for (let batch = cell.next(); batch; batch = cell.next())
    batches.push(exported_at === undefined ? batch : { ...batch, exported_at });
  return batches;
};

describe.each(transports)('from signs to a soft short, over $name', ({ start }) => {
  let house: House | null;

  beforeAll(async () => {
    house = await startHouse(start);
  });
  afterAll(async () => {
    await house?.stop();
  });

  async function declare(cell_id: string): Promise<void> {
    const facts = declareFacts({
      cell_id,
      system: 'full_cell',
      nominal_capacity_ah: referenceCell.capacity_ah,
      lower_voltage_limit_volt: 2,
      upper_voltage_limit_volt: 4.3,
    });
    await house!.stream.publish([{ topic: topics.facts, key: cell_id, value: encodeResult(facts) }]);
    await house!.settled([cell_id]);
  }

  async function take(cell_id: string, batches: RecordBatch[]): Promise<void> {
    await house!.stream.publish(
      batches.map((batch) => ({ topic: topics.records, key: cell_id, value: encodeRecordBatch(batch) })),
    );
    await house!.settled([cell_id]);
  }

  const alertsOf = (cell_id: string) =>
    house!.rows<CellAlert>(
      `select * from alerts_current where cell_id = $1 and status in ('firing', 'cleared') order by derived_cycle_count, rule`,
      [cell_id],
    );
  const shortsOf = async (cell_id: string) => (await alertsOf(cell_id)).filter(({ rule }) => rule === 'SOFT_SHORT');

  test.each([30_000, 300_000, 1_000_000])('a shunt of %d Ω gives one, in its first cycle', async (ohm) => {
    if (!house) return;
    const cell_id = `short-${ohm}`;
    await declare(cell_id);
    await take(cell_id, life(cell_id, ohm, 12));
    const shorts = await shortsOf(cell_id);
    expect(shorts).toMatchObject([{ severity: 'critical', status: 'firing', derived_cycle_count: 9 }]);
    // Both signs, and what each of them was found by.
    const signs = (await alertsOf(cell_id)).filter(
      ({ rule, derived_cycle_count }) => rule !== 'SOFT_SHORT' && derived_cycle_count === 9,
    );
    expect(signs.length).toBeGreaterThan(1);
    expect(signs.filter(({ rule, message }) => shorts[0].message.includes(`${rule} (${message})`))).toHaveLength(2);
  });

  test('a healthy sister gives none, and 3 MΩ only a suspicion', async () => {
    if (!house) return;
    for (const [cell_id, ohm] of [
      ['healthy', null],
      ['faint', 3e6],
    ] as const) {
      await declare(cell_id);
      await take(cell_id, life(cell_id, ohm, 13));
      expect(await shortsOf(cell_id)).toEqual([]);
    }
    expect(await alertsOf('healthy')).toEqual([]);
    expect((await alertsOf('faint')).map(({ rule }) => rule)).toEqual(['CE_DROP']);
  });

  test('a later export that has no short in it withdraws it, and says so', async () => {
    if (!house) return;
    const cell_id = 'corrected';
    await declare(cell_id);
    const shorted = life(cell_id, 300_000, 12);
    await take(cell_id, shorted);
    expect(await shortsOf(cell_id)).toHaveLength(1);
    // The same keys with other values: what the cell would have recorded without a shunt, as long as the one with it.
    const most = shorted.reduce((sum, { length }) => sum + length, 0);
    const healthy: RecordBatch[] = [];
    let count = 0;
    for (const batch of life(cell_id, null, 14, shorted[shorted.length - 1].exported_at + 1000)) {
      if (count >= most) break;
      healthy.push(batch);
      count += batch.length;
    }
    await take(cell_id, healthy);
    expect(await shortsOf(cell_id)).toEqual([]);
    const told = await house.rows<{ retracted: boolean; revision: number }>(
      `select retracted, revision from alerts where cell_id = $1 and rule = 'SOFT_SHORT' order by revision`,
      [cell_id],
    );
    expect(told.at(-1)).toMatchObject({ retracted: true });
  });

  test('spectra: growth is an episode in the table, keyed by its spectrum', async () => {
    if (!house) return;
    const cell_id = 'spectra';
    await declare(cell_id);
    await take(cell_id, life(cell_id, 1e6, 11));
    const at = (derived_cycle_count: number, ohm: number, others: Partial<CellSpectrum> = {}) =>
      syntheticSpectrum(cell_id, ohm, {
        derived_cycle_count,
        measured_at_unix_second: 1.7e9 + 3600 * derived_cycle_count,
        ...others,
      });
    const spectra = [at(10, 22), at(20, 22.5), at(30, 22), at(40, 22), at(50, 34), at(60, 35), at(70, 46)];
    await house.stream.publish(
      spectra.map((one) => ({ topic: topics.spectra, key: cell_id, value: encodeResult(one) })),
    );
    await house.settled([cell_id]);
    const growth = (await alertsOf(cell_id)).filter(({ rule }) => rule === 'RCT_GROWTH');
    expect(growth).toMatchObject([
      {
        status: 'firing',
        severity: 'critical',
        derived_cycle_count: 50,
        changed_cycle_count: 70,
        topic: 'cell.resistances',
      },
    ]);
    expect(growth[0].test_id).toBe(spectra[4].spectrum_id);
  });

  test('a fall of R1 beside a drop of efficiency is a soft short, keyed by its spectrum', async () => {
    if (!house) return;
    const cell_id = 'bridged';
    await declare(cell_id);
    await take(cell_id, life(cell_id, 3e6, 14));
    const at = (derived_cycle_count: number, others: Partial<CellSpectrum> = {}) =>
      syntheticSpectrum(cell_id, 22, {
        derived_cycle_count,
        measured_at_unix_second: referenceCell.starts_at_unix_second + 21_220 * derived_cycle_count,
        ...others,
      });
    const bridged = at(13);
    const real_impedance_ohm = bridged.real_impedance_ohm.map((ohm) => ohm - 1.5);
    const spectra = [at(4), at(6), at(8), at(10), at(13, { real_impedance_ohm })];
    await house.stream.publish(
      spectra.map((one) => ({ topic: topics.spectra, key: cell_id, value: encodeResult(one) })),
    );
    await house.settled([cell_id]);
    const shorts = await shortsOf(cell_id);
    expect(shorts).toMatchObject([{ test_id: spectra[4].spectrum_id, derived_cycle_count: 13, status: 'firing' }]);
    expect(shorts[0].message).toMatch(
      /^A soft short by two signs: CE_DROP \(Cycle 12: .*\) and EIS_SHORT \(Spectrum of cycle 13: R1 is 1\.50 Ω/,
    );
  });
});
