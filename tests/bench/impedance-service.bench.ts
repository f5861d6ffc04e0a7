import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { deadLetterTopic, declareFacts, declareSpectrum, encodeResult, topics } from '@cellwatch/events';
import type { CellFacts, CellSpectrum } from '@cellwatch/events';
import { circuitImpedance, circuitOf } from '@cellwatch/impedance';
import { openStream, type Stream } from '@cellwatch/stream';
import { migrate, openPool, startEmbeddedPostgres, type Pool } from '@cellwatch/timescale';
import type { Asked } from './impedance-process.js';

const sweeps = 130;
const arrivals = 60;
const patience_ms = 120_000;
const aims = { loop_ms: 50, refit_ms: 1_000, landed_ms: 1_000 };

interface Figure {
  name: string;
  ratio: number;
  baseline: string;
  detail: string;
}

/** The service itself, embedded: one cell of 130 spectra under new facts, and single spectra until their estimate has landed. */
export async function impedanceServiceBench(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cellwatch-impedance-'));
  chmodSync(folder, 0o755);
  const server = await startEmbeddedPostgres({
    folder: join(folder, 'postgres'),
    settings: { track_commit_timestamp: 'on' },
  });
  const pool = openPool(server.url);
  const services = fork(fileURLToPath(new URL('impedance-process.js', import.meta.url)));
  try {
    await migrate(pool);
    const stream = await openStream({ database_url: server.url });
    await stream.ensureTopics(Object.values(topics).flatMap((topic) => [topic, deadLetterTopic(topic)]));
    services.send({ database_url: server.url, kafka_brokers: '' } satisfies Asked);
    await once(services, 'message');
    await declare(stream, pool, factsOf({}));
    await publish(
      stream,
      Array.from({ length: sweeps }, (_, at) => spectrumOf('life', at)),
    );
    await until(async () => (await currentOf(pool, factsOf({}))) === sweeps);

    const idle_ms = await standstill(services, () => sleep(1_000));
    const refitted = await refit(stream, pool, services, factsOf({ impedance_circuit: 'S2RW' }));
    const weighed = await refit(stream, pool, services, factsOf({ impedance_circuit: 'S2RW', active_mass_gram: 0.01 }));
    const latencies = await arrive(stream, pool);
    await stream.close();
    const loop = Math.max(refitted.loop_ms, weighed.loop_ms);
    const quantile = (share: number) => latencies[Math.ceil(share * latencies.length) - 1];
    const ms = (value: number) => `${Math.round(value)} ms`;
    return [
      {
        name: `${sweeps} spectra refitted by the service, landed`,
        ratio: refitted.landed_ms / aims.refit_ms,
        baseline: 'one second',
        detail: `${ms(refitted.landed_ms)} from the declaration of another circuit; looking for new facts is up to 500 ms of it`,
      },
      {
        name: 'the same for a fact that no fit needs',
        ratio: weighed.landed_ms / refitted.landed_ms,
        baseline: 'with fits',
        detail: `${ms(weighed.landed_ms)} from the declaration of a mass`,
      },
      {
        name: 'longest stop of the event loop meanwhile',
        ratio: loop / aims.loop_ms,
        baseline: `${aims.loop_ms} ms`,
        detail: `${ms(refitted.loop_ms)} with fits, ${ms(weighed.loop_ms)} without, ${ms(idle_ms)} of an idle second; store and resistance in one process`,
      },
      {
        name: 'spectrum to landed estimate, p99',
        ratio: quantile(0.99) / aims.landed_ms,
        baseline: 'one second',
        detail: `p50 ${ms(quantile(0.5))}, p99 ${ms(quantile(0.99))} of ${arrivals} spectra of 81 points, embedded`,
      },
    ];
  } finally {
    if (services.connected) services.disconnect();
    if (services.exitCode === null) await once(services, 'exit');
    await pool.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From the publish of a fact until every spectrum of the cell has a current estimate under it. */
async function refit(stream: Stream, pool: Pool, services: ChildProcess, facts: CellFacts) {
  const began = performance.now();
  const loop_ms = await standstill(services, async () => {
    await publishFacts(stream, facts);
    await until(async () => (await currentOf(pool, facts)) === sweeps);
  });
  return { landed_ms: performance.now() - began, loop_ms };
}

/** For how long the event loop of the services stood still at most, while `work` was done. */
async function standstill(services: ChildProcess, work: () => Promise<unknown>): Promise<number> {
  services.send('measure' satisfies Asked);
  await work();
  const told = once(services, 'message') as Promise<[number]>;
  services.send('tell' satisfies Asked);
  return (await told)[0];
}

/** Sorted. One at a time, each of another cell, as instruments end their sweeps. */
async function arrive(stream: Stream, pool: Pool): Promise<number[]> {
  const latencies: number[] = [];
  for (let at = 0; at < arrivals; at++) {
    const spectrum = spectrumOf(`cell ${at % 10}`, at);
    const published = Date.now();
    await publish(stream, [spectrum]);
    let committed: number | undefined;
    await until(async () => {
      const { rows } = await pool.query<{ at: number }>(
        `select extract(epoch from pg_xact_commit_timestamp(xmin))::float8 * 1000 as at
        from resistances where cell_id = $1 and spectrum_id = $2`,
        [spectrum.cell_id, spectrum.spectrum_id],
      );
      committed = rows[0]?.at;
      return committed !== undefined;
    });
    latencies.push(committed! - published);
  }
  return latencies.sort((one, other) => one - other);
}

async function currentOf(pool: Pool, { cell_id, facts_version }: CellFacts): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int as count from resistances_current where cell_id = $1 and facts_version = $2`,
    [cell_id, facts_version],
  );
  return rows[0].count;
}

async function declare(stream: Stream, pool: Pool, facts: CellFacts): Promise<void> {
  await publishFacts(stream, facts);
  await until(async () => {
    const { rows } = await pool.query(`select from cells where cell_id = $1 and facts_version = $2`, [
      facts.cell_id,
      facts.facts_version,
    ]);
    return rows.length === 1;
  });
}

function publishFacts(stream: Stream, facts: CellFacts): Promise<void> {
  return stream.publish([{ topic: topics.facts, key: facts.cell_id, value: encodeResult(facts) }]);
}

function publish(stream: Stream, spectra: CellSpectrum[]): Promise<void> {
  return stream.publish(spectra.map((one) => ({ topic: topics.spectra, key: one.cell_id, value: encodeResult(one) })));
}

function factsOf(others: object): CellFacts {
  return declareFacts({ cell_id: 'life', area_cm2: 0.785398, ...others });
}

/** 81 points with 0.5 % noise, of a cell whose R_ct grows. */
function spectrumOf(cell_id: string, cycle: number): CellSpectrum {
  const frequency_hertz = Array.from({ length: 81 }, (_, k) => 10 ** (6 - k / 10));
  const parameters = [3, 12, 2e-5, 0.85, 22 + 0.1 * cycle, 4e-4, 0.8, 25];
  const { real_impedance_ohm, imaginary_impedance_ohm } = circuitImpedance(
    circuitOf('S2W'),
    parameters,
    frequency_hertz,
  );
  let state = 12_345 + 7919 * cycle;
  const noise = () => {
    // The sum of twelve even numbers is nearly normal.
    let sum = -6;
    for (let i = 0; i < 12; i++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      sum += state / 2 ** 32;
    }
    return 0.005 * sum;
  };
  const moduli = frequency_hertz.map((_, at) => Math.hypot(real_impedance_ohm[at], imaginary_impedance_ohm[at]));
  return declareSpectrum({
    cell_id,
    frequency_hertz,
    real_impedance_ohm: moduli.map((modulus, at) => real_impedance_ohm[at] + modulus * noise()),
    imaginary_impedance_ohm: moduli.map((modulus, at) => imaginary_impedance_ohm[at] + modulus * noise()),
    derived_cycle_count: cycle,
    measured_at_unix_second: 1.7e9 + 3600 * cycle,
    voltage_volt: 3.7,
    direction: 'charge',
    temperature_celsius: 25,
  });
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const began = Date.now(); !(await condition()); await sleep(5))
    if (Date.now() - began > patience_ms)
      throw new Error(`impedance service bench: nothing came for ${patience_ms} ms`);
}
