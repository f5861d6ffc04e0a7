import { definitionVersion, type CyclingState } from '@cellwatch/electrochem';
import { encodeRecordBatch, encodeResult, topics, type CycleSummary, type RecordBatch } from '@cellwatch/events';
import { startFold, type Fold } from '@cellwatch/folding';
import { startStore, type RunningStore } from '@cellwatch/store';
import { openStream, type Stream } from '@cellwatch/stream';
import {
  acceptDefinition,
  acceptFirstDefinition,
  migrate,
  openPool,
  readCellCycles,
  readCurrentCycles,
  readPositions,
  readWaitingCells,
  type Pool,
} from '@cellwatch/timescale';
import { cycleRulesFold } from '../../services/alerts/src/cycle-rules-fold.js';
import { allTopics } from '../../services/cellwatch/src/backbone.js';
import { cyclesFold } from '../../services/cycles/src/cycles-fold.js';
import { expectedResults } from '../support/expected-results.js';
import { lawCell } from '../support/law-cell.js';
import { startTestDatabase, type TestDatabase } from '../support/postgres.js';
import { until } from '../support/until.js';

const next = definitionVersion + 1;
const renewed = (cycle: CycleSummary): CycleSummary => ({
  ...cycle,
  definition_version: next,
  capacity_retention: cycle.capacity_retention === null ? null : cycle.capacity_retention / 2,
});

/** The next definition as a newer program has it: other numbers, and a state of another shape. */
const nextFold: Fold<RecordBatch, { shape: 'next'; cycling: CyclingState }, CycleSummary> = {
  ...cyclesFold,
  prepare: undefined,
  ticked: undefined,
  version: String(next),
  initial: (facts) => ({ shape: 'next', cycling: cyclesFold.initial(facts) }),
  evolve({ shape, cycling }, batch) {
    if (shape !== 'next') throw new Error(`got a state of shape ${shape}`);
    const { state, results, disordered } = cyclesFold.evolve(cycling, batch);
    return { state: { shape, cycling: state }, results: results.map(renewed), disordered };
  },
  published: (client, { cell_id, facts_version }) => readCurrentCycles(client, cell_id, next, facts_version),
};

let database: TestDatabase;
let stream: Stream;
let pool: Pool;
let store: RunningStore;
const said: string[] = [];
const log = (event: string, detail: object) => said.push(`${event} ${JSON.stringify(detail)}`);
const cells = [0, 1].map((seed) => lawCell(`definition-${seed}`, seed));
const halfOf = (batches: RecordBatch[]) => Math.floor(batches.length / 2);
const send = (batches: RecordBatch[]) =>
  stream.publish(
    batches.map((batch) => ({ topic: topics.records, key: batch.cell_id, value: encodeRecordBatch(batch) })),
  );
const start = <Input, State, R extends CycleSummary>(fold: Fold<Input, State, R>) =>
  startFold({ stream, pool, fold, log });
/** Until these readers are at the end of their topic, no cell waits for a refold, and what that published has landed. */
async function settled(readers: [topic: string, reader: string][]): Promise<void> {
  const names = cells.map(({ facts }) => facts.cell_id);
  for (const [topic, reader] of [...readers, [topics.cycles, 'store'] as const, [topics.alerts, 'store'] as const]) {
    const ends = await stream.ends(topic);
    await until(async () => {
      const positions = await readPositions(pool, reader);
      return ends.every(
        (end, partition) =>
          end === 0 || positions.some((at) => at.topic === topic && at.partition === partition && at.next >= end),
      );
    });
    await until(async () => (await readWaitingCells(pool, names, [])).length === 0);
  }
}
const folded: [string, string][] = [
  [topics.facts, 'store'],
  [topics.records, 'store'],
  [topics.records, cyclesFold.reader],
];
const of = (definition: number, cell_id: string, facts_version: string) =>
  readCurrentCycles(pool, cell_id, definition, facts_version);
const plain = (cycles: readonly object[]) =>
  (JSON.parse(JSON.stringify(cycles)) as CycleSummary[]).map(({ revision: _, ...cycle }) => cycle);

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.url);
  stream = await openStream({ database_url: database.url });
  await stream.ensureTopics(allTopics());
  pool = openPool(database.url);
  store = await startStore({ stream, database_url: database.url });
  await stream.publish(
    cells.map(({ facts }) => ({ topic: topics.facts, key: facts.cell_id, value: encodeResult(facts) })),
  );
});
afterAll(async () => {
  await store.stop();
  await stream.close();
  await pool.end();
  await database.stop();
});

test('a new definition folds every cell again, leaves the old results as they are, and is shown once it is accepted', async () => {
  await acceptFirstDefinition(pool, definitionVersion);
  const old = await start(cyclesFold);
  for (const { batches } of cells) await send(batches.slice(0, halfOf(batches)));
  await settled(folded);
  await old.stop();
  const before = new Map<string, CycleSummary[]>();
  for (const { facts } of cells)
    before.set(facts.cell_id, await of(definitionVersion, facts.cell_id, facts.facts_version));

  const renewing = await start(nextFold as never);
  for (const { batches } of cells) await send(batches.slice(halfOf(batches)));
  await settled(folded);
  await renewing.stop();

  for (const { facts, batches } of cells) {
    const kept = before.get(facts.cell_id)!;
    expect(kept.length).toBeGreaterThan(3);
    expect(await of(definitionVersion, facts.cell_id, facts.facts_version)).toEqual(kept);
    const expected = expectedResults(facts, batches).cycles.map((cycle) => renewed(cycle as CycleSummary));
    expect(plain(await of(next, facts.cell_id, facts.facts_version))).toEqual(plain(expected));

    const complete = new Set(
      kept.filter(({ status }) => status !== 'open').map((cycle) => `${cycle.test_id} ${cycle.first_record_index}`),
    );
    const shown = await readCellCycles(pool, facts.cell_id);
    expect(shown).toHaveLength(expected.length);
    for (const cycle of shown)
      expect([cycle.derived_cycle_count, cycle.definition_version]).toEqual([
        cycle.derived_cycle_count,
        complete.has(`${cycle.test_id} ${cycle.first_record_index}`) ? definitionVersion : next,
      ]);
  }

  await acceptDefinition(pool, next);
  for (const { facts, batches } of cells) {
    const expected = expectedResults(facts, batches).cycles.map((cycle) => renewed(cycle as CycleSummary));
    expect(plain(await readCellCycles(pool, facts.cell_id))).toEqual(plain(expected));
  }
});

test('the rules over cycles judge those of their own program alone, though the topic has both', async () => {
  // This program's rules, after the next definition has published: all that the topic has of this one is the first half.
  const judgingFold = cycleRulesFold();
  const judging = await startFold({ stream, pool, fold: judgingFold, log });
  await settled([[topics.cycles, judgingFold.reader]]);
  const states = await pool.query<{ cell_id: string; state: { state: { last: unknown } } }>(
    `select cell_id, state::json as state from checkpoints where reader = $1 and stalled is null order by cell_id`,
    [judgingFold.reader],
  );
  expect(states.rows.map(({ cell_id }) => cell_id)).toEqual(cells.map(({ facts }) => facts.cell_id));
  for (const { facts } of cells) {
    const own = (await of(definitionVersion, facts.cell_id, facts.facts_version)).filter(
      ({ status }) => status === 'complete',
    );
    const { test_id, first_record_index, derived_cycle_count } = own.at(-1)!;
    const { state } = states.rows.find(({ cell_id }) => cell_id === facts.cell_id)!.state;
    expect(state.last).toEqual({ test_id, first_record_index, derived_cycle_count });
  }
  await judging.stop();
});
