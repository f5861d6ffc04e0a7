import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordsPerMessage, type RecordBatch } from '@cellwatch/events';
import { inTransaction, landRecords, migrate, openPool, startEmbeddedPostgres, type Pool } from '@cellwatch/timescale';

const tests = 20;
const batchesPerTest = 20;
const batchesPerTransaction = 40;
const rounds = 3;
const psql = 'psql';

interface Figure {
  name: string;
  ratio: number;
  baseline: string;
  detail: string;
}

/** Records into the keyed table by landRecords, in transactions of 20 000, against the server's own COPY of the very same rows. */
export async function copyBench(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cellwatch-copy-'));
  chmodSync(folder, 0o755);
  const server = await startEmbeddedPostgres({ folder: join(folder, 'postgres') });
  const pool = openPool(server.url);
  try {
    await migrate(pool);
    return await figures(pool, server.url, folder);
  } finally {
    await pool.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function figures(pool: Pool, url: string, folder: string): Promise<Figure[]> {
  const batches = makeBatches();
  const rows = batches.reduce((sum, { length }) => sum + length, 0);
  const files = join(folder, 'files');
  mkdirSync(files);
  // The server writes there, and may be another user.
  chmodSync(files, 0o777);
  const [binary, text] = [join(files, 'rows.binary'), join(files, 'rows.text')];
  const havePsql = spawnSync(psql, ['--version']).status === 0;
  const best = { land: Infinity, again: Infinity, binary: Infinity, text: Infinity };
  for (let round = 0; round < rounds; round++) {
    await pool.query('truncate tests, scaled.records');
    best.land = Math.min(best.land, await seconds(() => landAll(pool, batches)));
    if (round === 0) {
      await pool.query(`copy scaled.records to '${binary}' (format binary)`);
      await pool.query(`copy scaled.records to '${text}'`);
    }
    if (round === 1) best.again = await seconds(() => landAll(pool, batches));
    if (round === 0) await keepTests(pool);
    await restoreTests(pool);
    best.binary = Math.min(
      best.binary,
      await seconds(() => pool.query(`copy scaled.records from '${binary}' (format binary)`)),
    );
    if (!havePsql) continue;
    await restoreTests(pool);
    best.text = Math.min(
      best.text,
      await seconds(async () => {
        const copied = spawnSync(psql, [url, '-q', '-c', `\\copy scaled.records from '${text}'`], { encoding: 'utf8' });
        if (copied.status !== 0) throw new Error(`psql: ${copied.stderr}`);
      }),
    );
  }
  const rate = (second: number) => `${Math.round(rows / second / 1000)} k rows/s`;
  const figure = (name: string, ours: number, theirs: number, baseline: string) => {
    return { name, ratio: theirs / ours, baseline, detail: `${rate(ours)} against ${rate(theirs)}, ${rows} rows` };
  };
  const found = [
    figure('landing', best.land, best.binary, 'server’s binary COPY from its own file, one transaction'),
    figure(
      'landing again, all repeated',
      best.again,
      best.binary,
      'server’s binary COPY from its own file, one transaction',
    ),
  ];
  if (havePsql) found.push(figure('landing', best.land, best.text, 'psql \\copy, text, one transaction'));
  return found;
}

async function landAll(pool: Pool, batches: RecordBatch[]): Promise<void> {
  for (let at = 0; at < batches.length; at += batchesPerTransaction)
    await inTransaction(pool, (client) => landRecords(client, batches.slice(at, at + batchesPerTransaction)));
}

async function keepTests(pool: Pool): Promise<void> {
  await pool.query('create table kept_tests as select * from tests');
}

/** The rows of the files refer to the first round's tests. */
async function restoreTests(pool: Pool): Promise<void> {
  await pool.query('truncate tests, scaled.records');
  await pool.query('insert into tests overriding system value select * from kept_tests');
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - began) / 1e9;
}

/** Constant current with a little noise, nine quantities, tests taking turns as their messages would. */
function makeBatches(): RecordBatch[] {
  return Array.from({ length: tests * batchesPerTest }, (_, at): RecordBatch => {
    const first = Math.floor(at / tests) * recordsPerMessage;
    const column = (value: (index: number) => number) =>
      Float64Array.from({ length: recordsPerMessage }, (_, row) => value(first + row));
    return {
      cell_id: `cell ${at % tests}`,
      test_id: 'bench',
      equipment_id: 'cycler',
      channel_id: String(at % tests),
      source_format: 'bench',
      clock_source: 'wall',
      counter_reset: 'cycle',
      exported_at: 1_790_000_000,
      live: false,
      length: recordsPerMessage,
      columns: {
        record_index: column((index) => index),
        unix_time_second: column((index) => 1_780_000_000 + index),
        test_time_second: column((index) => index),
        step_time_second: column((index) => index % 3_600),
        step_id: column((index) => Math.floor(index / 3_600) % 4),
        cycle_count: column((index) => Math.floor(index / 14_400)),
        voltage_volt: column((index) => Math.round(37_000 + 5_000 * Math.sin(index / 1_000)) / 1e4),
        current_ampere: column((index) => 1.5 + (index % 7) / 1e5),
        source_capacity_ah: column((index) => Math.round((index % 3_600) * 4_166.7) / 1e7),
      },
    };
  });
}
