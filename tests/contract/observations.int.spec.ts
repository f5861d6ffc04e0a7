import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { declareObservation, deadLetterTopic, encodeResult, topics, type CellObservation } from '@cellwatch/events';
import { openStream, type Stream } from '@cellwatch/stream';
import { startStore, type RunningStore } from '@cellwatch/store';
import {
  migrate,
  openPool,
  readAttachment,
  readObservationRevisions,
  readObservations,
  readPositions,
  readSweep,
  type Pool,
} from '@cellwatch/timescale';
import { startTestDatabase, type TestDatabase } from '../support/postgres.js';

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
  store = await startStore({ stream, database_url: database.url });
});
afterAll(async () => {
  await store?.stop();
  await stream?.close();
  await pool?.end();
  await database?.stop();
});

const cell_id = 'ASSLB-07';
const measured = { cell_id, method: 'cross-section SEM', observed_at: '2026-03-01T08:30:00Z' };
const thickness = { ...measured, quantity: 'electrode_thickness', value: 25.4, unit: 'um' };

test('a number is landed as it was observed, once', async () => {
  const observation = declareObservation({
    ...thickness,
    standard_uncertainty: 0.1 + 0.2,
    specimen: 'twin',
    derived_cycle_count: 100,
    note: 'at the rim; Ü',
  });
  await publish(observation, observation);
  expect(await readObservations(pool, cell_id)).toEqual([
    {
      cell_id,
      observation_id: observation.observation_id,
      revision: 1,
      quantity: 'electrode_thickness',
      value: 25.4,
      unit: 'um',
      standard_uncertainty: 0.1 + 0.2,
      method: 'cross-section SEM',
      specimen: 'twin',
      derived_cycle_count: 100,
      observed_at: new Date('2026-03-01T08:30:00Z'),
      note: 'at the rim; Ü',
      attachment_name: null,
      attachment_media_type: null,
      attachment_sha256: null,
      attachment_bytes: null,
      sweep_points: null,
      landed_at: expect.any(Date),
    },
  ]);
  expect(await readAttachment(pool, cell_id, observation.observation_id)).toBeUndefined();
  expect(await readSweep(pool, cell_id, observation.observation_id)).toBeUndefined();
});

test('a retraction takes it back, and the same made again after it stands again; everything stays in the table', async () => {
  const observation = declareObservation({ ...thickness, cell_id: 'again', value: 33.1 });
  const { observation_id } = observation;
  await publish(observation);
  await publish({ cell_id: 'again', observation_id, revision: 2, retracted: true, note: 'wrong cell' });
  expect(await readObservations(pool, 'again')).toEqual([]);
  expect((await readObservationRevisions(pool, 'again', [observation_id])).get(observation_id)).toEqual({
    revision: 2,
    retracted: true,
  });
  // A late repeat of what was taken back does not bring it back.
  await publish(observation);
  expect(await readObservations(pool, 'again')).toEqual([]);
  await publish({ ...observation, revision: 3 });
  expect(await readObservations(pool, 'again')).toMatchObject([{ observation_id, revision: 3, value: 33.1 }]);
  const { rows } = await pool.query(`select revision, retracted, note from observations where cell_id = 'again'`);
  expect(rows).toHaveLength(3);
});

test('a picture of five megabytes and a sweep come back to the byte', async () => {
  const bytes = randomBytes(5 * 1024 * 1024);
  const sweep = {
    voltage_volt: Array.from({ length: 1000 }, (_, index) => -0.3 + index * 0.0006),
    current_ampere: Array.from({ length: 1000 }, (_, index) => (-0.3 + index * 0.0006) / 0.6157),
  };
  const observation = declareObservation({
    ...measured,
    cell_id: 'pellet',
    quantity: 'electronic_conductivity',
    unit: 'S/cm',
    attachment: { name: 'pellet.png', media_type: 'image/png', bytes_base64: bytes.toString('base64') },
    sweep,
  });
  await publish(observation);
  const { observation_id } = observation;
  const [landed] = await readObservations(pool, 'pellet');
  expect(landed).toMatchObject({ value: null, attachment_bytes: bytes.length, sweep_points: 1000 });
  const attachment = (await readAttachment(pool, 'pellet', observation_id))!;
  expect(createHash('sha256').update(attachment.bytes).digest('hex')).toBe(attachment.sha256);
  expect(attachment).toMatchObject({ name: 'pellet.png', media_type: 'image/png', sha256: landed.attachment_sha256 });
  expect(Buffer.compare(attachment.bytes, bytes)).toBe(0);
  expect(await readSweep(pool, 'pellet', observation_id)).toEqual(sweep);
});

test('what is changed on the way goes to the dead letters with the reason, and the next is landed', async () => {
  const observation = declareObservation({ ...thickness, cell_id: 'other', value: 24.8 });
  await publish({ ...observation, value: 2480 }, observation);
  expect(await readObservations(pool, 'other')).toMatchObject([{ value: 24.8 }]);
  const { rows } = await pool.query<{ reason: string }>(`select reason from dead_letters where key = 'other'`);
  expect(rows.map(({ reason }) => reason)).toEqual([expect.stringMatching(/observation_id is ".*", expected ".*"/)]);
});

async function publish(...observations: (CellObservation | { cell_id: string; [field: string]: unknown })[]) {
  await stream.publish(
    observations.map((observation) => ({
      topic: topics.observations,
      key: observation.cell_id,
      value: encodeResult(observation),
    })),
  );
  for (const topic of [topics.observations, deadLetterTopic(topics.observations)]) {
    const ends = await stream.ends(topic);
    const landed = async () =>
      (await readPositions(pool, 'store')).filter((at) => at.topic === topic && at.next >= ends[at.partition]);
    while ((await landed()).length < ends.length) await sleep(10);
  }
}
