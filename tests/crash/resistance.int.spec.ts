import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { declareFacts, encodeResult, topics, type CellFacts, type CellSpectrum } from '@cellwatch/events';
import { readResistances } from '@cellwatch/timescale';
import { untilSettled } from '../../services/cellwatch/src/until-settled.js';
import { resistancesOf } from '../support/fitted-spectra.js';
import { publishUntilTaken, startProcessFleet, type ProcessFleet } from '../support/process-fleet.js';
import { random } from '../support/random.js';
import { syntheticSpectrum } from '../support/synthetic-spectrum.js';
import { transports, type Transport } from '../support/transports.js';
import { until } from '../support/until.js';

jest.setTimeout(600_000);

const kills = process.env.CELLWATCH_LONG ? 30 : 4;
/** Its results are published, then its checkpoint and position move in one transaction. */
const points = ['checkpoint:before:1', 'checkpoint:after:1', 'landing:before:2', 'landing:after:2'];
/** Over PostgreSQL publishing is a statement. */
const publishing = ['publish:before:2', 'publish:after:2'];

describe.each(transports)('kill -9 of the resistance service, over $name', ({ name, start }) => {
  let transport: Transport | null;
  let fleet: ProcessFleet;

  beforeAll(async () => {
    transport = await start();
  });
  afterAll(() => transport?.stop());
  beforeEach(async () => {
    if (transport) fleet = await startProcessFleet(transport);
  });
  afterEach(async () => {
    if (transport) await fleet.stop();
  });

  // A broker takes its time to notice who died.
  const brokers = process.env.CELLWATCH_LONG ? points : points.slice(1, 2);
  const some = name === 'postgres' ? [...publishing, ...points] : brokers;

  test.each(some)('at %s: equal to one pass in order', async (at) => {
    if (!transport) return;
    const cells = [sweptCell('at', 1)];
    fleet.run('store');
    fleet.run('alerts');
    const service = fleet.run('resistance', at);
    await fleet.stream.publish(cells.map(({ facts }) => factsMessage(facts)));
    const queue = messagesOf(cells);
    while (queue.length > 0) {
      await fleet.stream.publish(queue.splice(0, 2));
      await until(async () => service.starts() > 1 || (await isThrough()));
    }
    expect(service.starts()).toBeGreaterThan(1);
    await expectOnePass(cells);
  });

  test(`${kills} times under load, with sweeps late, doubled, corrected and taken back: equal to one pass in order`, async () => {
    if (!transport) return;
    const cells = Array.from({ length: 4 }, (_, seed) => sweptCell(`killed ${seed}`, seed));
    const services = [fleet.run('store'), fleet.run('resistance')];
    fleet.run('alerts');
    await publishUntilTaken(
      fleet.stream,
      cells.map(({ facts }) => factsMessage(facts)),
    );
    const next = random(Number(process.env.CELLWATCH_SEED ?? 1));
    const queue = messagesOf(cells, next);
    const part = Math.ceil(queue.length / kills / 4);
    const killing = (async () => {
      for (let kill = 0; kill < kills; kill++) {
        await sleep(300 + next() * 1200);
        // The store now and then, the service that this is about most times.
        services[next() < 0.25 ? 0 : 1].kill();
      }
    })();
    while (queue.length > 0) {
      await publishUntilTaken(fleet.stream, queue.splice(0, part));
      await sleep(150);
    }
    await killing;
    expect(services[1].starts()).toBeGreaterThan(1);
    await expectOnePass(cells);
  });

  async function isThrough(): Promise<boolean> {
    const ends = await fleet.stream.ends(topics.spectra);
    const { rows } = await fleet.pool.query<{ partition: number; next: number }>(
      `select partition, next::float8 as next from positions where reader = 'resistance' and topic = $1`,
      [topics.spectra],
    );
    return ends.every((end, at) => end === 0 || rows.some(({ partition, next }) => partition === at && next >= end));
  }

  async function expectOnePass(cells: SweptCell[]): Promise<void> {
    const names = cells.map(({ facts }) => facts.cell_id);
    await untilSettled(fleet.pool, fleet.stream, names, new Promise(() => undefined));
    for (const { facts, standing } of cells) {
      const bytes = (estimates: object[]) =>
        estimates.map((estimate) => new TextDecoder().decode(encodeResult({ ...estimate, revision: 0 })));
      const expected = await resistancesOf(facts, standing);
      expect(expected.some(({ growth }) => growth !== null)).toBe(true);
      expect(bytes(await readResistances(fleet.pool, facts.cell_id))).toEqual(bytes(expected));
    }
    // Each current one is there once, under the facts that hold.
    const { rows } = await fleet.pool.query<{ count: number }>(
      `select count(*)::int as count from resistances_current group by cell_id, spectrum_id having count(*) > 1`,
    );
    expect(rows).toEqual([]);
  }
});

interface SweptCell {
  facts: CellFacts;
  /** What comes, in order of its time. */
  coming: CellSpectrum[];
  /** What stands in the end, in order. */
  standing: CellSpectrum[];
}

/** A cell whose R_ct settles and then grows; one of its sweeps is corrected, and one is taken back. */
function sweptCell(cell_id: string, seed: number): SweptCell {
  const facts = declareFacts({ cell_id, area_cm2: 0.785398 + seed / 10 });
  const first = Array.from({ length: 8 }, (_, at) =>
    syntheticSpectrum(cell_id, 20 + seed + (at > 5 ? 12 * (at - 4) : at / 10), {
      derived_cycle_count: 10 * at,
      measured_at_unix_second: 1.7e9 + 3600 * at,
    }),
  );
  const corrected = { ...first[2], revision: 2, temperature_celsius: 25.5 };
  const back = { ...first[4], revision: 2, retracted: true };
  const standing = first.filter((_, at) => at !== 4).map((one) => (one === first[2] ? corrected : one));
  return { facts, coming: [...first, corrected, first[3], back], standing };
}

function factsMessage(facts: CellFacts) {
  return { topic: topics.facts, key: facts.cell_id, value: encodeResult(facts) };
}

/** The cells by turns; with `next`, each cell's in any order. */
function messagesOf(cells: SweptCell[], next?: () => number) {
  const queues = cells.map(({ coming }) =>
    next
      ? coming
          .map((one) => ({ one, at: next() }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one)
      : coming,
  );
  return queues[0]
    .flatMap((_, turn) => queues.map((queue) => queue[turn]))
    .map((one) => ({ topic: topics.spectra, key: one.cell_id, value: encodeResult(one) }));
}
