import { setTimeout as sleep } from 'node:timers/promises';
import { encodeRecordBatch, encodeResult, topics } from '@cellwatch/events';
import type { Outgoing, Stream } from '@cellwatch/stream';
import { syntheticCell, syntheticFleet, type SyntheticCell } from '@cellwatch/synthetic-cell';
import { isOutage, openPool, readFactsVersions, type Pool } from '@cellwatch/timescale';
import { recallFleet, rememberFleet, type FleetMemory } from './fleet-memory.js';

const history_second = 21 * 86_400;
const messagesPerPublish = 32;
const rememberEvery = 10;

export interface RunningDemo {
  failed: Promise<never>;
  stop(): Promise<void>;
}

/**
 * A small simulated fleet, sent as any cycler's records are: three weeks of history at its first start, what it missed at a
 * later one, and then a record a second of every cell.
 */
export function runDemo(stream: Stream, database_url: string, say: (line: string) => void): RunningDemo {
  const pool = openPool(database_url, { max: 2 });
  const stopping = new AbortController();
  const running = run(stream, pool, say, stopping.signal);
  return {
    failed: running.then(() => new Promise<never>(() => undefined)),
    async stop() {
      stopping.abort();
      await running.catch(() => undefined);
      await pool.end();
    },
  };
}

async function run(stream: Stream, pool: Pool, say: (line: string) => void, signal: AbortSignal): Promise<void> {
  const now = () => Math.floor(Date.now() / 1000);
  const memory = (await recallFleet(pool)) ?? {
    starts_at_unix_second: now() - history_second,
    history_second,
    states: {},
  };
  const fleet = syntheticFleet(memory);
  await declare(
    stream,
    pool,
    fleet.map(({ facts }) => facts),
    signal,
  );
  let records = 0;
  for (const { facts, options } of fleet) {
    const cell = syntheticCell(options, memory.states[facts.cell_id]);
    records += await sendUntil(stream, cell, now(), signal);
    memory.states[facts.cell_id] = cell.state();
    await rememberFleet(pool, memory);
  }
  if (signal.aborted) return;
  say(`cellwatch: ${fleet.length} simulated cells are live, after ${records} records of history`);
  const live = fleet.map(({ facts, options }) => {
    const sampling = { sampling_second: 1, time_step_second: 1 };
    return { cell_id: facts.cell_id, cell: syntheticCell({ ...options, ...sampling }, memory.states[facts.cell_id]) };
  });
  await tick(stream, pool, live, memory, now, signal);
}

async function declare(
  stream: Stream,
  pool: Pool,
  facts: { cell_id: string; facts_version: string }[],
  signal: AbortSignal,
) {
  const messages = facts.map((declared) => ({
    topic: topics.facts,
    key: declared.cell_id,
    value: encodeResult(declared),
  }));
  await stream.publish(messages);
  // What is folded before its facts have landed would be folded again.
  const landed = async () => {
    const versions = await readFactsVersions(
      pool,
      facts.map(({ cell_id }) => cell_id),
    );
    return facts.every(({ cell_id, facts_version }) => versions.get(cell_id) === facts_version);
  };
  while (!signal.aborted && !(await landed())) await sleep(20);
}

async function sendUntil(stream: Stream, cell: SyntheticCell, until: number, signal: AbortSignal): Promise<number> {
  let records = 0;
  for (let done = false; !done && !signal.aborted;) {
    const messages: Outgoing[] = [];
    while (messages.length < messagesPerPublish && !done) {
      const batch = cell.next(undefined, until);
      done = batch === null;
      if (!batch) break;
      records += batch.length;
      messages.push({ topic: topics.records, key: batch.cell_id, value: encodeRecordBatch(batch) });
    }
    await stream.publish(messages);
  }
  return records;
}

async function tick(
  stream: Stream,
  pool: Pool,
  live: { cell_id: string; cell: SyntheticCell }[],
  memory: FleetMemory,
  now: () => number,
  signal: AbortSignal,
): Promise<void> {
  for (let second = 0; !signal.aborted; second++) {
    const messages = live.flatMap(({ cell_id, cell }) => {
      const batch = cell.next(undefined, now());
      return batch ? [{ topic: topics.records, key: cell_id, value: encodeRecordBatch(batch) }] : [];
    });
    await untilTaken(() => stream.publish(messages), signal);
    for (const { cell_id, cell } of live) memory.states[cell_id] = cell.state();
    if (second % rememberEvery === 0) await untilTaken(() => rememberFleet(pool, memory), signal);
    await sleep(1000 - (Date.now() % 1000), undefined, { signal }).catch(() => undefined);
  }
  await rememberFleet(pool, memory);
}

/** A cycler cannot wait: it keeps what it measured until somebody takes it. */
async function untilTaken(give: () => Promise<void>, signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      return await give();
    } catch (error) {
      if (signal.aborted || !isAway(error)) throw error;
      await sleep(1000);
    }
  }
}

function isAway(error: unknown): boolean {
  return isOutage(error) || (error instanceof Error && 'retriable' in error && error.retriable === true);
}
