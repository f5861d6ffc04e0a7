import { existsSync } from 'node:fs';
import { access, constants, statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { topics } from '@cellwatch/events';
import { openStream } from '@cellwatch/stream';
import { databaseFacts, openPool } from '@cellwatch/timescale';
import { exitCodes } from '../exit-codes.js';
import { askOwner, type Owner } from '../owner.js';
import { writeOut } from '../write-out.js';

interface Finding {
  ok: boolean;
  what: string;
  found: string;
  mend?: string;
}

const leastFreeBytes = 1e9;

/** What is reachable, which versions, what is wrong and how to mend it. Looks only: starts and changes nothing. */
export async function doctor({ data }: { data: string }): Promise<number> {
  const owner = await askOwner(data).catch(() => null);
  const kafka_brokers = process.env.KAFKA_BROKERS || owner?.kafka_brokers;
  const database_url = process.env.DATABASE_URL || owner?.database_url;
  const findings = [
    node(),
    await dataFolder(data),
    program(data, owner),
    await database(database_url),
    await stream(kafka_brokers, database_url),
    await board(owner),
  ];
  for (const { ok, what, found, mend } of findings)
    await writeOut(
      `${ok ? '✓' : '✗'} ${what.padEnd(12)} ${found}\n${ok || !mend ? '' : `  ${''.padEnd(12)} → ${mend}\n`}`,
    );
  return findings.every(({ ok }) => ok) ? exitCodes.ok : exitCodes.failed;
}

function node(): Finding {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const ok = major > 20 || (major === 20 && minor >= 19);
  return { ok, what: 'node', found: process.version, mend: 'install Node 20.19 or later' };
}

async function dataFolder(data: string): Promise<Finding> {
  const what = 'data folder';
  const folder = resolve(data);
  try {
    // Not there yet: what counts is where it would be made.
    const there = existsSync(folder) ? folder : dirname(folder);
    await access(there, constants.W_OK);
    const { bavail, bsize } = await statfs(there);
    const free = bavail * bsize;
    const found = `${folder}, ${(free / 1e9).toFixed(1)} GB free`;
    return { ok: free > leastFreeBytes, what, found, mend: 'free some disk: below 1 GB the database may stop' };
  } catch (error) {
    return {
      ok: false,
      what,
      found: (error as Error).message,
      mend: 'give another folder with --data, or mend its rights',
    };
  }
}

function program(data: string, owner: Owner | null): Finding {
  const found = owner
    ? `process ${owner.pid} runs on ${resolve(data)}`
    : 'not running on this folder (cellwatch start)';
  return { ok: true, what: 'program', found };
}

async function database(url: string | undefined): Promise<Finding> {
  const what = 'database';
  if (!url) return { ok: true, what, found: 'embedded, started by the program' };
  const pool = openPool(url, { max: 1 });
  try {
    const { version, timescaledb, migrated } = await databaseFacts(pool);
    const extension = timescaledb ? `TimescaleDB ${timescaledb}` : 'without TimescaleDB: plain tables';
    const found = `PostgreSQL ${version}, ${extension}, ${migrated.length} migrations ran`;
    if (migrated.length === 0) return { ok: false, what, found, mend: 'cellwatch migrate' };
    return { ok: true, what, found };
  } catch (error) {
    const found = (error as Error).message || String(error);
    return { ok: false, what, found, mend: 'is the server up, and are user, password and host in DATABASE_URL right?' };
  } finally {
    await pool.end();
  }
}

async function stream(kafka_brokers: string | undefined, database_url: string | undefined): Promise<Finding> {
  const what = 'stream';
  if (!kafka_brokers && !database_url) return { ok: true, what, found: 'embedded, in the database' };
  const name = kafka_brokers ? `Kafka at ${kafka_brokers}` : 'in the database';
  try {
    const opened = await openStream({ kafka_brokers, database_url: database_url ?? '' });
    try {
      const ends = await opened.ends(topics.records);
      const count = ends.reduce((sum, end) => sum + end, 0);
      return { ok: true, what, found: `${name}, ${ends.length} partitions, ${count} messages of records so far` };
    } finally {
      await opened.close();
    }
  } catch (error) {
    const found = `${name}: ${(error as Error).message}`;
    return {
      ok: false,
      what,
      found,
      mend: 'is the broker up and KAFKA_BROKERS right? cellwatch migrate creates the topics',
    };
  }
}

async function board(owner: Owner | null): Promise<Finding> {
  const what = 'board';
  if (!owner?.board_url) return { ok: true, what, found: 'not running' };
  try {
    const { status } = await fetch(new URL('/api/health', owner.board_url), { signal: AbortSignal.timeout(5_000) });
    // 401: it asks for its access key, so it is there.
    return {
      ok: status < 500,
      what,
      found: `${owner.board_url} answers ${status}`,
      mend: 'look at what the program prints',
    };
  } catch (error) {
    return {
      ok: false,
      what,
      found: `${owner.board_url}: ${(error as Error).message}`,
      mend: 'stop the program and start it again',
    };
  }
}
