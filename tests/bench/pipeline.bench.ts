import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deadLetterTopic, encodeRecordBatch, topics } from '@cellwatch/events';
import { openStream } from '@cellwatch/stream';
import { syntheticCell } from '@cellwatch/synthetic-cell';
import { migrate, openPool, startEmbeddedPostgres, type Pool } from '@cellwatch/timescale';
import { startKafka } from '../support/kafka.js';
import type { Arrived, Journey } from './pipeline-process.js';

const cells = 40;
const batchesPerCell = Number(process.env.CELLWATCH_BENCH_BATCHES ?? 50);
const rounds = 4;

interface Figure {
  name: string;
  ratio: number;
  baseline: string;
  detail: string;
}

/**
 * Store and cycles together in one process, over both streams, from joining to the last position, against COPY of the very same
 * rows into the same table of the same server. In turns; the first turn warms up.
 */
export async function pipelineBench(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cellwatch-pipeline-'));
  chmodSync(folder, 0o755);
  const server = await startEmbeddedPostgres({ folder: join(folder, 'postgres') });
  const pool = openPool(server.url);
  const kafka = await startKafka();
  try {
    await migrate(pool);
    const figures = await compare(pool, folder, { database_url: server.url, kafka_brokers: '' });
    if ('missing' in kafka) return figures;
    return [...(await compare(pool, folder, { database_url: server.url, kafka_brokers: kafka.brokers })), ...figures];
  } finally {
    await pool.end();
    await server.stop();
    if ('stop' in kafka) await kafka.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(pool: Pool, folder: string, asked: Journey): Promise<Figure[]> {
  const rows = await publishAll(asked);
  const transport = asked.kafka_brokers ? 'kafka' : 'embedded';
  const files = join(folder, transport);
  mkdirSync(files);
  // The server writes there, and may be another user.
  chmodSync(files, 0o777);
  const [binary, text] = [join(files, 'rows.binary'), join(files, 'rows.text')];
  const services = fork(fileURLToPath(new URL('pipeline-process.js', import.meta.url)));
  const best = { ours: Infinity, binary: Infinity, text: Infinity };
  let peak_mb = 0;
  try {
    for (let round = 0; round < rounds; round++) {
      await clear(pool);
      const arrived = await travel(services, asked);
      peak_mb = arrived.peak_mb;
      await check(pool, rows);
      if (round === 0) {
        await pool.query(`copy scaled.records to '${binary}' (format binary)`);
        await pool.query(`copy scaled.records to '${text}'`);
        await pool.query('drop table if exists kept_tests');
        await pool.query('create table kept_tests as select * from tests');
        continue;
      }
      best.ours = Math.min(best.ours, arrived.seconds);
      await restoreTests(pool);
      const copyBinary = () => pool.query(`copy scaled.records from '${binary}' (format binary)`);
      best.binary = Math.min(best.binary, await secondsOf(copyBinary));
      await restoreTests(pool);
      best.text = Math.min(best.text, await secondsOf(() => psqlCopy(asked.database_url, text)));
    }
  } finally {
    services.disconnect();
    await once(services, 'exit');
  }
  const rate = (seconds: number) => `${Math.round(rows / seconds / 1000)} k records/s`;
  const figure = (baseline: string, theirs: number): Figure => ({
    name: `end to end, ${transport}`,
    ratio: theirs / best.ours,
    baseline,
    detail: `${rate(best.ours)} against ${rate(theirs)}, ${rows} records`,
  });
  return [
    figure('psql \\copy, text, of the same rows', best.text),
    figure('the server’s binary COPY from its own file', best.binary),
    {
      name: `peak memory, ${transport}`,
      ratio: peak_mb / 300,
      baseline: '300 MB',
      detail: `${Math.round(peak_mb)} MB resident in the process of store and cycles`,
    },
  ];
}

/** Messages of 500 records, cells taking turns as channels do. Returns how many records there are. */
async function publishAll({ database_url, kafka_brokers }: Journey): Promise<number> {
  const stream = await openStream({ kafka_brokers, database_url });
  await stream.ensureTopics(Object.values(topics).flatMap((topic) => [topic, deadLetterTopic(topic)]));
  const fleet = Array.from({ length: cells }, (_, at) =>
    syntheticCell({
      cell_id: `cell ${at}`,
      test_id: `test ${at}`,
      channel_id: String(at),
      seed: at + 1,
      sampling_second: 10,
      time_step_second: 10,
      voltage_noise_volt: 0.0003,
      fade_per_cycle: 0.001,
    }),
  );
  let rows = 0;
  for (let at = 0; at < batchesPerCell; at++) {
    const batches = fleet.map((cell) => cell.next()!);
    rows += batches.reduce((sum, { length }) => sum + length, 0);
    await stream.publish(
      batches.map((batch) => ({ topic: topics.records, key: batch.cell_id, value: encodeRecordBatch(batch) })),
    );
  }
  await stream.close();
  return rows;
}

async function travel(services: ChildProcess, asked: Journey): Promise<Arrived> {
  const arrived = once(services, 'message') as Promise<[Arrived]>;
  const ended = once(services, 'exit').then(([code]) => {
    throw new Error(`the process of store and cycles ended with ${code}`);
  });
  services.send(asked);
  const [found] = await Promise.race([arrived, ended]);
  return found;
}

/** Readers begin anew; what was published stays. */
async function clear(pool: Pool): Promise<void> {
  await pool.query('truncate tests, scaled.records, cells, positions, checkpoints cascade');
  await pool.query('checkpoint');
}

async function restoreTests(pool: Pool): Promise<void> {
  await pool.query('truncate tests, scaled.records');
  await pool.query('insert into tests overriding system value select * from kept_tests');
  await pool.query('checkpoint');
}

async function check(pool: Pool, expected: number): Promise<void> {
  const { rows } = await pool.query<{ count: number }>('select count(*)::int as count from scaled.records');
  if (rows[0].count !== expected) throw new Error(`got ${rows[0].count} records in the table, expected ${expected}`);
}

function psqlCopy(url: string, file: string): void {
  const copied = spawnSync('psql', [url, '-q', '-c', `\\copy scaled.records from '${file}'`], { encoding: 'utf8' });
  if (copied.error) throw copied.error;
  if (copied.status !== 0) throw new Error(`psql: ${copied.stderr}`);
}

async function secondsOf(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
