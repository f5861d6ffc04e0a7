import { setTimeout as sleep } from 'node:timers/promises';
import { declareFacts, encodeRecordBatch, encodeResult, partitionOf, topics } from '@cellwatch/events';
import { FencedError, openStream, type Message, type Outgoing, type Slice, type Stream } from '@cellwatch/stream';
import { startStore, type RunningStore } from '@cellwatch/store';
import {
  inTransaction,
  migrate,
  openPool,
  readCurrentCycles,
  readFacts,
  readPositions,
  type Pool,
} from '@cellwatch/timescale';
import { landingQueue } from '../../services/store/src/landing-queue.js';
import type { Part } from '../../services/store/src/part.js';
import { storeReader } from '../../services/store/src/store-reader.js';
import { startTestDatabase, type TestDatabase } from '../support/postgres.js';
import { alertOf, batchOf, cycleOf, rowsOf } from './timescale-samples.js';

let database: TestDatabase;
let pool: Pool;
let stream: Stream;
const log = () => undefined;

beforeAll(async () => {
  database = await startTestDatabase();
  pool = openPool(database.url);
  await migrate(pool);
  stream = await openStream({ database_url: database.url });
  await stream.ensureTopics(Object.values(topics).flatMap((topic) => [topic, `${topic}.dead`]));
});
afterAll(async () => {
  await stream.close();
  await pool.end();
  await database.stop();
});

describe('the running store', () => {
  let store: RunningStore;

  beforeAll(async () => {
    store = await startStore({ stream, database_url: database.url, log });
  });
  afterAll(() => store.stop());

  test('lands every topic', async () => {
    const cell_id = 'all';
    const facts = declareFacts({ cell_id, nominal_capacity_ah: 3 });
    await stream.publish([
      recordsOf(cell_id, 1, 10),
      { topic: topics.facts, key: cell_id, value: encodeResult(facts) },
      { topic: topics.cycles, key: cell_id, value: encodeResult(cycleOf({ cell_id })) },
      {
        topic: topics.alerts,
        key: cell_id,
        value: encodeResult(alertOf({ cell_id, facts_version: facts.facts_version })),
      },
      { topic: topics.rejects, key: cell_id, value: encodeResult(rejectOf(cell_id)) },
    ]);
    await untilLanded();
    expect(await countOf(cell_id)).toEqual({ stored: 10, counted: 10 });
    expect(await readFacts(pool, cell_id)).toEqual(facts);
    expect(await readCurrentCycles(pool, cell_id, 1, '0')).toEqual([cycleOf({ cell_id })]);
    const { rows } = await pool.query(
      `select (select count(*)::int from outbox where cell_id = $1) as paged,
        (select count(*)::int from rejects where cell_id = $1) as refused`,
      [cell_id],
    );
    expect(rows).toEqual([{ paged: 1, refused: 1 }]);
  });

  test.each([
    ['bytes that are no batch', 'bad 1', () => ({ value: Uint8Array.of(1, 2, 3) })],
    ['a batch under another cell’s key', 'bad 2', () => ({ value: recordsOf('somebody else', 1, 1).value })],
    ['a batch whose time no table holds', 'bad 3', () => ({ value: tooEarly('bad 3').value })],
    [
      'a result that lacks fields',
      'bad 4',
      () => ({ topic: topics.cycles, value: encodeResult({ cell_id: 'bad 4' }) }),
    ],
  ])('%s goes to dead letters once, and its neighbours land', async (_what, key, bad) => {
    const message: Outgoing = { ...recordsOf(key, 0, 1), ...bad() };
    await stream.publish([recordsOf(key, 1, 5), message, recordsOf(key, 6, 5)]);
    await untilLanded();
    await untilLanded();
    expect(await countOf(key)).toEqual({ stored: 10, counted: 10 });
    const { rows } = await pool.query(`select topic, partition, reason, value from dead_letters where key = $1`, [key]);
    expect(rows).toEqual([
      {
        topic: message.topic,
        partition: partitionOf(key),
        reason: expect.stringMatching(/^store: ./),
        value: Buffer.from(message.value),
      },
    ]);
  });

  test('kill -9 of the database in mid-load loses nothing and doubles nothing', async () => {
    if (database.kind !== 'embedded') return;
    const cells = Array.from({ length: 8 }, (_, at) => `survivor ${at}`);
    const messages = 60;
    let published = 0;
    const publishing = Promise.all(
      cells.map(async (cell_id) => {
        for (let at = 0; at < messages; at++) {
          // Whoever cannot know whether it was taken sends it again.
          while (
            !(await stream.publish([recordsOf(cell_id, 1 + at * 100, 100)]).then(
              () => true,
              () => false,
            ))
          )
            await sleep(20);
          published += 1;
        }
      }),
    );
    for (const share of [0.2, 0.5, 0.8]) {
      while (published < share * messages * cells.length) await sleep(5);
      await database.kill();
      await database.restart();
    }
    await publishing;
    await untilLanded();
    for (const cell_id of cells) {
      const all = messages * 100;
      expect([cell_id, await countOf(cell_id)]).toEqual([cell_id, { stored: all, counted: all }]);
    }
  });
});

describe('the reader', () => {
  const at = { topic: topics.records, partition: 0 };

  test('a late member is fenced, and what it held lands once', async () => {
    const positions = (await readPositions(pool, 'store')).find(
      ({ topic, partition }) => topic === at.topic && partition === 0,
    )!;
    const [first, second] = [storeReader({ stream, pool, log }), storeReader({ stream, pool, log })];
    expect(await first.start([at])).toEqual([positions.next]);
    await second.start([at]);
    const slice = sliceOf(positions.next, [recordsOf('fenced', 1, 10), recordsOf('fenced', 11, 10)]);
    await second.handle(slice);
    await expect(first.handle(slice)).rejects.toThrow(FencedError);
    await expect(first.handle(slice)).rejects.toThrow(/does not hold/);
    expect(await first.start([at])).toEqual([positions.next + 2]);
    await first.handle(sliceOf(positions.next + 2, [recordsOf('fenced', 21, 10)]));
    expect(await countOf('fenced')).toEqual({ stored: 30, counted: 30 });
  });

  test('one that is fenced does not fence its neighbours in the same transaction', async () => {
    const neighbour = { ...at, partition: 1 };
    const reader = storeReader({ stream, pool, log });
    const next = await reader.start([at, neighbour]);
    await pool.query(`update positions set next = next + 100 where reader = 'store' and topic = $1 and partition = 0`, [
      at.topic,
    ]);
    const outcomes = await Promise.allSettled([
      reader.handle(sliceOf(next[0], [recordsOf('moved away', 1, 10)])),
      reader.handle({ ...sliceOf(next[1], [recordsOf('stays', 1, 10)]), partition: 1 }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(await countOf('stays')).toEqual({ stored: 10, counted: 10 });
    expect(await countOf('moved away')).toEqual({ stored: 0, counted: 0 });
  });

  test('the queue makes whoever brings more wait until there is room', async () => {
    const queue = landingQueue({ stream, pool, log });
    const reader = storeReader({ stream, pool, log });
    const tellers = [2, 3, 4, 5, 6].map((partition) => ({ ...at, partition }));
    const next = await reader.start(tellers);
    const events: string[] = [];
    let landing: Promise<void>[] = [];
    await inTransaction(pool, async (client) => {
      await client.query('lock table tests');
      landing = tellers.map((teller, index) => queue.land(partOf(teller, next[index], 10_000)));
      landing.push(queue.room().then(() => void events.push('room')));
      await sleep(200);
      events.push('unlocked');
    });
    await Promise.all(landing);
    expect(events).toEqual(['unlocked', 'room']);
  });

  function partOf(teller: { topic: string; partition: number }, next: number, rows: number): Part {
    const batch = batchOf(rowsOf(`waits ${teller.partition}`, 'test', 1, rows));
    const [message] = sliceOf(next, [recordsOf('waits', 1, 1)]).messages;
    return {
      ...teller,
      expected: next,
      next: next + 1,
      messages: [{ message, item: { kind: 'records', value: batch } }],
      rows,
    };
  }

  function sliceOf(from: number, sent: Outgoing[]): Slice {
    const messages = sent.map((message, index): Message => {
      return { ...message, partition: 0, position: from + index, headers: {}, published_at_ms: 0 };
    });
    return { ...at, messages, signal: new AbortController().signal, heartbeat: async () => undefined };
  }
});

function recordsOf(cell_id: string, from: number, count: number): Outgoing {
  return {
    topic: topics.records,
    key: cell_id,
    value: encodeRecordBatch(batchOf(rowsOf(cell_id, 'test', from, count))),
  };
}

/** The wire takes any microsecond that a double counts, the table begins with the year 1900. */
function tooEarly(cell_id: string): Outgoing {
  const batch = batchOf(rowsOf(cell_id, 'test', 500, 2));
  batch.columns.unix_time_second![1] = -4_000_000_000;
  return { topic: topics.records, key: cell_id, value: encodeRecordBatch(batch) };
}

function rejectOf(cell_id: string): object {
  const bytes_base64 = Buffer.from('1;2').toString('base64');
  return {
    source: 'a file',
    cell_id,
    test_id: null,
    reason: 'truncated_row',
    message: 'line 2 has 2 fields',
    line: 2,
    bytes_base64,
  };
}

async function countOf(cell_id: string): Promise<object> {
  const { rows } = await pool.query(
    `select (select count(*)::int from records where cell_id = $1) as stored,
      coalesce((select sum(record_count)::int from tests where cell_id = $1), 0) as counted`,
    [cell_id],
  );
  return rows[0];
}

/** Everything that has been published so far has been landed. */
async function untilLanded(): Promise<void> {
  for (const topic of Object.values(topics).flatMap((name) => [name, `${name}.dead`])) {
    const ends = await stream.ends(topic);
    for (;;) {
      const positions = (await readPositions(pool, 'store')).filter((position) => position.topic === topic);
      if (
        ends.every((end, partition) =>
          positions.some((position) => position.partition === partition && position.next >= end),
        )
      )
        break;
      await sleep(10);
    }
  }
}
