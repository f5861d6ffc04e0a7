import { declareFacts, type PulseResistance } from '@cellwatch/events';
import {
  acceptDefinition,
  inTransaction,
  landFacts,
  landMoves,
  landPulses,
  migrate,
  openPool,
  readPublishedPulses,
  readPulses,
  type Pool,
} from '@cellwatch/timescale';
import { startTestDatabase, type TestDatabase } from '../support/postgres.js';
import { pulseOf } from '../support/pulse-of.js';

let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await startTestDatabase();
  pool = openPool(database.url);
  await migrate(pool);
}, 60_000);
afterAll(async () => {
  await pool?.end();
  await database?.stop();
});

const land = (...pulses: PulseResistance[]) => inTransaction(pool, (client) => landPulses(client, pulses));
const open = (cell_id: string, more: Partial<PulseResistance> = {}) =>
  pulseOf({ cell_id, status: 'open', rest_after: null, extrapolation: null, extrapolation_reason: 'bends', ...more });

test('a pulse comes back to the last bit, once', async () => {
  const pulse = pulseOf({ cell_id: 'a', resistance_ohm: 0.1 + 0.2, half_depth: 5e-324, flags: ['rest_short'] });
  await land(pulse, pulse);
  await land(pulse);
  expect(await readPulses(pool, 'a', 10)).toEqual([pulse]);
});

test.each([false, true])(
  'an open one gives way to its end, and never the other way (together: %p)',
  async (together) => {
    const cell_id = `b ${together}`;
    const complete = pulseOf({ cell_id, flags: ['drift_uncorrected'] });
    if (together) await land(open(cell_id), complete, open(cell_id));
    else for (const one of [open(cell_id), complete, open(cell_id)]) await land(one);
    expect(await readPulses(pool, cell_id, 10)).toEqual([complete]);
  },
);

test('the highest revision holds; what was retracted is published, and not current', async () => {
  const [one, two] = [1, 2].map((first_record_index) => pulseOf({ cell_id: 'c', first_record_index }));
  const corrected = { ...one, revision: 2, resistance_1s_ohm: 90 };
  await land(one, two, { ...two, revision: 2, retracted: true }, corrected);
  expect(await readPulses(pool, 'c', 10)).toEqual([corrected]);
  expect((await readPublishedPulses(pool, 'c', 1, '0')).map(({ revision, retracted }) => [revision, retracted])).toEqual([[2, false], [2, true]]); // prettier-ignore
});

test('current ones follow the facts that hold, and the accepted definition, else the newest', async () => {
  const { facts_version, ...facts } = declareFacts({ cell_id: 'd', nominal_capacity_ah: 1 });
  const under = pulseOf({ cell_id: 'd', facts_version });
  await land(pulseOf({ cell_id: 'd' }), under, { ...under, definition_version: 2, resistance_ohm: 1 });
  expect(await readPulses(pool, 'd', 10)).toEqual([pulseOf({ cell_id: 'd' })]);
  await inTransaction(pool, (client) => landFacts(client, [{ ...facts, facts_version }]));
  const shown = async () => (await readPulses(pool, 'd', 10)).map(({ definition_version }) => definition_version);
  expect(await shown()).toEqual([2]);
  await acceptDefinition(pool, 1);
  expect(await shown()).toEqual([1]);
  await acceptDefinition(pool, 2);
  expect(await shown()).toEqual([2]);
});

test('those of a test that was moved to another cell are no longer current; the newest come first to be kept', async () => {
  const pulses = [5, 3, 4].map((at) =>
    pulseOf({ cell_id: 'e', test_id: at === 4 ? 'gone' : 'stays', first_record_index: at, started_at_unix_second: at }),
  );
  await land(...pulses);
  await inTransaction(pool, (client) =>
    landMoves(client, [{ cell_id: 'e', test_id: 'gone', to_cell_id: 'f', moved_at_unix_second: 1 }]),
  );
  expect((await readPulses(pool, 'e', 10)).map(({ first_record_index }) => first_record_index)).toEqual([3, 5]);
  expect((await readPulses(pool, 'e', 1)).map(({ first_record_index }) => first_record_index)).toEqual([5]);
});
