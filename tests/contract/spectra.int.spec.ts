import { setTimeout as sleep } from 'node:timers/promises';
import {
  deadLetterTopic,
  declareFacts,
  declareSpectrum,
  encodeResult,
  topics,
  type CellSpectrum,
  type ResistanceEstimate,
} from '@cellwatch/events';
import { openStream, type Outgoing, type Stream } from '@cellwatch/stream';
import { startStore, type RunningStore } from '@cellwatch/store';
import {
  inSnapshot,
  migrate,
  openPool,
  readCellSpectra,
  readPositions,
  readPublishedResistances,
  readResistances,
  readSpectra,
  readSpectrum,
  type Pool,
} from '@cellwatch/timescale';
import { startTestDatabase, type TestDatabase } from '../support/postgres.js';
import { estimateOf } from '../support/estimate-of.js';

let database: TestDatabase;
let pool: Pool;
let stream: Stream;
let store: RunningStore;

beforeAll(async () => {
  database = await startTestDatabase();
  pool = openPool(database.url);
  await migrate(pool);
  stream = await openStream({ database_url: database.url });
  await stream.ensureTopics(Object.values(topics).flatMap((topic) => [topic, deadLetterTopic(topic)]));
  store = await startStore({ stream, database_url: database.url, log: () => undefined });
});
afterAll(async () => {
  await store?.stop();
  await stream?.close();
  await pool?.end();
  await database?.stop();
});

const points = {
  frequency_hertz: [1000.1, 0.1 + 0.2],
  real_impedance_ohm: [3.03, 1e-7],
  imaginary_impedance_ohm: [-0.09, -5e-324],
};
const spectrum = (cell_id: string, others: Partial<CellSpectrum>) => ({
  ...declareSpectrum({ cell_id, ...points, measured_at_unix_second: others.measured_at_unix_second ?? null }),
  ...others,
});

test('a spectrum comes back to the last bit, once', async () => {
  const whole = {
    ...declareSpectrum({
      cell_id: 'a',
      ...points,
      measured_at_unix_second: 1.75e9 + 0.125,
      derived_cycle_count: 10,
      state_of_charge: 0.5,
      voltage_volt: 3.7,
      direction: 'charge',
      temperature_celsius: 25.1,
      rest_second: 3600,
      specimen: 'twin',
      instrument: 'Ü',
    }),
  };
  await publish(whole, whole);
  await publish(whole);
  expect(await readSpectrum(pool, 'a', whole.spectrum_id)).toEqual(whole);
  const { retracted: _t, frequency_hertz: _f, real_impedance_ohm: _r, imaginary_impedance_ohm: _i, ...others } = whole;
  expect(await readSpectra(pool, 'a')).toEqual([{ ...others, points: 2 }]);
  expect(await readSpectrum(pool, 'a', '0'.repeat(16))).toBeUndefined();
});

test.each([false, true])(
  'of one spectrum the higher revision holds, then the larger content (turned: %p)',
  async (turned) => {
    const cell_id = `b${turned}`;
    const versions = [
      spectrum(cell_id, { measured_at_unix_second: 7, derived_cycle_count: 9, instrument: 'z' }),
      spectrum(cell_id, { measured_at_unix_second: 7, revision: 2, derived_cycle_count: 3 }),
      spectrum(cell_id, { measured_at_unix_second: 7, revision: 2, derived_cycle_count: 5, voltage_volt: 1 }),
    ];
    for (const version of turned ? versions.toReversed() : versions) await publish(version);
    expect(await readSpectrum(pool, cell_id, versions[0].spectrum_id)).toEqual(versions[2]);
    const together = versions.map((version) => ({ ...version, cell_id: `${cell_id} together` }));
    await publish(...(turned ? together.toReversed() : together));
    expect(await readSpectrum(pool, `${cell_id} together`, versions[0].spectrum_id)).toEqual(together[2]);
  },
);

test('what was taken back is there, and is not read', async () => {
  const taken = spectrum('back', {});
  await publish(taken, { ...taken, revision: 2, retracted: true });
  expect(await readSpectra(pool, 'back')).toEqual([]);
  expect(await readSpectrum(pool, 'back', taken.spectrum_id)).toMatchObject({ revision: 2, retracted: true });
});

test('a cell’s spectra are read in order of time, those without one first and by cycle', async () => {
  const cell_id = 'c';
  const all = [
    spectrum(cell_id, {}),
    ...[2, 70, 11].map((derived_cycle_count, at) => ({
      ...declareSpectrum({ cell_id, ...points, real_impedance_ohm: [at, 1], derived_cycle_count }),
    })),
    ...[1e9, 5].map((measured_at_unix_second) => spectrum(cell_id, { measured_at_unix_second })),
  ];
  await publish(...all);
  const read = await inSnapshot(pool, async (client) => {
    const found: CellSpectrum[] = [];
    for await (const one of readCellSpectra(client, cell_id)) found.push(one);
    return found;
  });
  expect(read).toEqual([all[0], all[1], all[3], all[2], all[5], all[4]]);
});

test('resistances are kept by revision; the current ones follow the cell’s facts', async () => {
  const facts = declareFacts({ cell_id: 'd', impedance_circuit: 'S2RW' });
  const { facts_version } = facts;
  const [first, second] = [
    estimateOf({ cell_id: 'd' }),
    estimateOf({ cell_id: 'd', circuit_id: 'S2RW', facts_version }),
  ];
  await publishAll([resistance(first), resistance(first)]);
  expect(await readResistances(pool, 'd')).toEqual([first]);
  await publishAll([
    { topic: topics.facts, key: 'd', value: encodeResult(facts) },
    resistance(second),
    resistance({ ...second, ohmic_resistance_ohm: 3.1, revision: 2 }),
    resistance({ ...second, spectrum_id: 'f'.repeat(16), revision: 2, retracted: true }),
  ]);
  expect(await readResistances(pool, 'd')).toEqual([{ ...second, ohmic_resistance_ohm: 3.1, revision: 2 }]);
  expect(await readPublishedResistances(pool, 'd', 1, '0')).toEqual([first]);
  expect((await readPublishedResistances(pool, 'd', 1, facts_version)).map(({ retracted }) => retracted)).toEqual([
    false,
    true,
  ]);
});

function resistance(estimate: ResistanceEstimate): Outgoing {
  return { topic: topics.resistances, key: estimate.cell_id, value: encodeResult(estimate) };
}

function publish(...spectra: CellSpectrum[]): Promise<void> {
  return publishAll(spectra.map((one) => ({ topic: topics.spectra, key: one.cell_id, value: encodeResult(one) })));
}

async function publishAll(messages: Outgoing[]): Promise<void> {
  await stream.publish(messages);
  for (const topic of new Set(messages.map((message) => message.topic))) {
    const ends = await stream.ends(topic);
    const landed = async () => {
      const positions = await readPositions(pool, 'store');
      return ends.every(
        (end, partition) =>
          end === 0 || positions.some((at) => at.topic === topic && at.partition === partition && at.next >= end),
      );
    };
    while (!(await landed())) await sleep(10);
  }
}
