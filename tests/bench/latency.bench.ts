import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { deadLetterTopic, declareFacts, encodeRecordBatch, encodeResult, topics } from '@cellwatch/events';
import type { CellFacts, RecordBatch } from '@cellwatch/events';
import { openStream, type Stream } from '@cellwatch/stream';
import { migrate, openPool, startEmbeddedPostgres, type Pool } from '@cellwatch/timescale';
import { startKafka } from '../support/kafka.js';
import type { House, Spent } from './latency-process.js';

/** `CELLWATCH_CHANNELS=10000 npm run bench -- latency` asks for more, `CELLWATCH_TRANSPORT=kafka` or `=embedded` for one of the two. */
const channels = Number(process.env.CELLWATCH_CHANNELS ?? 1_000);
const seconds = 20;
/** These cross a limit, spread over the seconds after the first few, which warm up. */
const crossing = 300;
const firstCrossing = 4;
const groups = 10;
const patience_ms = 180_000;
const aim_ms = 250;

/** So many that nobody who crosses the first limit comes to the second in the seconds of the run. */
const perHalf = 120;
const historyCycles = 5;
const interval_second = 10;
const current_ampere = 1;
/** Of its charge, the first above 1.10 times what the 119 intervals of the others' charges took. */
const crossingRecord = 132;

interface Figure {
  name: string;
  ratio: number;
  baseline: string;
  detail: string;
}

/**
 * From the call of publish with the crossing record to the commit of its alert's row: a record a second of every channel. Store
 * and folds are one process; its CPU time and the bytes through its sockets are told too, which vary less than latencies.
 */
export async function latencyBench(): Promise<Figure[]> {
  const kafka = await startKafka();
  try {
    const wanted = process.env.CELLWATCH_TRANSPORT;
    if (wanted === 'kafka' && !('missing' in kafka)) return await measure('kafka', kafka.brokers);
    const found = await measure('embedded', '');
    if (wanted === 'embedded') return found;
    return 'missing' in kafka ? found : [...(await measure('kafka', kafka.brokers)), ...found];
  } finally {
    if ('stop' in kafka) await kafka.stop();
  }
}

async function measure(transport: string, kafka_brokers: string): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cellwatch-latency-'));
  chmodSync(folder, 0o755);
  const server = await startEmbeddedPostgres({
    folder: join(folder, 'postgres'),
    settings: { track_commit_timestamp: 'on' },
  });
  const pool = openPool(server.url);
  const services = fork(fileURLToPath(new URL('latency-process.js', import.meta.url)));
  try {
    await migrate(pool);
    const stream = await openStream({ kafka_brokers, database_url: server.url });
    await stream.ensureTopics(Object.values(topics).flatMap((topic) => [topic, deadLetterTopic(topic)]));
    services.send({ database_url: server.url, kafka_brokers } satisfies House);
    await once(services, 'message');
    await prepare(stream, pool);
    const before = await spentBy(services);
    const published = await live(stream);
    const spent = difference(await spentBy(services), before);
    const latencies = await alertsOf(pool, published);
    await stream.close();
    return figures(transport, latencies, spent);
  } finally {
    if (services.connected) services.disconnect();
    if (services.exitCode === null) await once(services, 'exit');
    await pool.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function spentBy(services: ChildProcess): Promise<Spent> {
  services.send('spent');
  const [spent] = (await once(services, 'message')) as [Spent];
  return spent;
}

function difference(after: Spent, before: Spent): Spent {
  return {
    cpu_second: after.cpu_second - before.cpu_second,
    sent_bytes: after.sent_bytes - before.sent_bytes,
    received_bytes: after.received_bytes - before.received_bytes,
  };
}

/** Facts, then whole cycles as the rule's baseline, then the open charge up to just before what `live` goes on with. */
async function prepare(stream: Stream, pool: Pool): Promise<void> {
  const all = Array.from({ length: channels }, (_, channel) => channel);
  await stream.publish(
    all.map((channel) => ({ topic: topics.facts, key: cellOf(channel), value: encodeResult(factsOf(channel)) })),
  );
  await until(async () => (await count(pool, `select count(*)::int as count from cell_facts`)) === channels);
  for (let at = 0; at < channels; at += 100)
    await stream.publish(all.slice(at, at + 100).map((channel) => recordsOf(channel, 0, firstLive(channel))));
  const records = all.reduce((sum, channel) => sum + firstLive(channel), 0);
  await until(async () => (await count(pool, `select sum(record_count)::int as count from tests`)) === records);
  for (const reader of ['cycles', 'alerts.records'])
    await until(async () => {
      const ends = await stream.ends(topics.records);
      const { rows } = await pool.query<{ next: number }>(
        `select sum(next)::int as next from positions where reader = $1 and topic = $2`,
        [reader, topics.records],
      );
      return rows[0].next === ends.reduce((sum, end) => sum + end, 0);
    });
}

/** A record a second and channel, in groups spread over the second as instruments are. Returns when each crossing was published. */
async function live(stream: Stream): Promise<Map<string, number>> {
  const published = new Map<string, number>();
  const under: Promise<void>[] = [];
  const began = Date.now();
  for (let tick = 0; tick < seconds * groups; tick++) {
    await sleep(Math.max(0, began + (tick * 1_000) / groups - Date.now()));
    const second = Math.floor(tick / groups);
    const messages = [];
    const now = Date.now();
    for (let channel = tick % groups; channel < channels; channel += groups) {
      if (crossesIn(channel) === second) published.set(cellOf(channel), now);
      const at = firstLive(channel) + second;
      messages.push(recordsOf(channel, at, at + 1));
    }
    under.push(stream.publish(messages));
  }
  await Promise.all(under);
  return published;
}

async function alertsOf(pool: Pool, published: Map<string, number>): Promise<number[]> {
  const read = async () =>
    (
      await pool.query<{ cell_id: string; record_index: number; committed_at_ms: number }>(
        // Not the column committed_at, in which the transaction says when it began.
        `select cell_id, record_index::float8 as record_index,
          extract(epoch from pg_xact_commit_timestamp(xmin))::float8 * 1000 as committed_at_ms
        from alerts where rule = 'OVERCHARGE' and severity = 'warning'`,
      )
    ).rows;
  await until(async () => (await read()).length >= published.size);
  const rows = await read();
  if (rows.length !== published.size) throw new Error(`got ${rows.length} alerts, expected ${published.size}`);
  return rows.map(({ cell_id, record_index, committed_at_ms }) => {
    const at = published.get(cell_id);
    if (at === undefined) throw new Error(`got an alert of ${cell_id}, expected none`);
    if (record_index !== historyRecords + crossingRecord)
      throw new Error(
        `${cell_id}: got an alert at record ${record_index}, expected ${historyRecords + crossingRecord}`,
      );
    return committed_at_ms - at;
  });
}

function figures(transport: string, latencies: number[], spent: Spent): Figure[] {
  const sorted = latencies.sort((left, right) => left - right);
  const quantile = (share: number) => sorted[Math.ceil(share * sorted.length) - 1];
  const [p50, p99] = [quantile(0.5), quantile(0.99)];
  const megabytes = (bytes: number) => (bytes / 1e6 / seconds).toFixed(1);
  return [
    {
      name: `accepted to alert, p99, ${transport}`,
      ratio: p99 / aim_ms,
      baseline: `${aim_ms} ms`,
      detail: `p50 ${Math.round(p50)} ms, p99 ${Math.round(p99)} ms of ${sorted.length} alerts, ${channels} channels at 1 Hz`,
    },
    {
      name: `CPU of store and folds under that load, ${transport}`,
      ratio: spent.cpu_second / seconds,
      baseline: 'one core',
      detail: `a second sends ${megabytes(spent.sent_bytes)} MB and receives ${megabytes(spent.received_bytes)} MB`,
    },
  ];
}

const historyRecords = historyCycles * 2 * perHalf;

function cellOf(channel: number): string {
  return `cell ${channel}`;
}

/** The second of the run in which the channel crosses; the others never do. */
function crossesIn(channel: number): number {
  const place = (channel * 7) % channels;
  return place < crossing ? firstCrossing + (place % (seconds - firstCrossing)) : Infinity;
}

/** Where the channel stands when the run begins: crossers so far before their limit, the others at the start of a charge. */
function firstLive(channel: number): number {
  const crosses = crossesIn(channel);
  return historyRecords + (crosses < Infinity ? crossingRecord - 1 - crosses : 5);
}

function factsOf(channel: number): CellFacts {
  return declareFacts({ cell_id: cellOf(channel), system: 'full_cell', nominal_capacity_ah: 0.33 });
}

/** Records `from` up to `to` of a cell that charges and discharges by a clock: cycles alike, then a charge without end. */
function recordsOf(channel: number, from: number, to: number) {
  const column = (value: (row: number) => number) =>
    Float64Array.from({ length: to - from }, (_, at) => value(from + at));
  const half = (row: number) => Math.min(Math.floor(row / perHalf), 2 * historyCycles);
  const inHalf = (row: number) => row - half(row) * perHalf;
  const direction = (row: number) => (half(row) % 2 === 0 ? 1 : -1);
  const batch: RecordBatch = {
    cell_id: cellOf(channel),
    test_id: 'latency',
    equipment_id: 'bench',
    channel_id: String(channel),
    source_format: 'bench',
    clock_source: 'wall',
    counter_reset: 'step',
    exported_at: 1_790_000_000,
    live: true,
    length: to - from,
    columns: {
      record_index: column((row) => row + 1),
      unix_time_second: column((row) => 1_780_000_000 + interval_second * row),
      test_time_second: column((row) => interval_second * row),
      step_time_second: column((row) => interval_second * inHalf(row)),
      step_id: column((row) => (direction(row) === 1 ? 1 : 2)),
      step_count: column((row) => half(row) + 1),
      step_type: column((row) => (direction(row) === 1 ? 2 : 3)),
      cycle_count: column((row) => Math.floor(half(row) / 2) + 1),
      voltage_volt: column((row) => 3.6 + direction(row) * ((inHalf(row) / perHalf - 0.5) * 0.9 + 0.05)),
      current_ampere: column((row) => direction(row) * current_ampere),
      source_capacity_ah: column((row) => (current_ampere * interval_second * inHalf(row)) / 3600),
    },
  };
  return { topic: topics.records, key: batch.cell_id, value: encodeRecordBatch(batch) };
}

async function count(pool: Pool, text: string): Promise<number> {
  return (await pool.query<{ count: number }>(text)).rows[0].count;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const began = Date.now(); !(await condition()); await sleep(50))
    if (Date.now() - began > patience_ms) throw new Error(`latency bench: nothing came for ${patience_ms} ms`);
}
