import { jest } from '@jest/globals';
import {
  encodeRecordBatch,
  encodeResult,
  topics,
  type CellFacts,
  type RecordBatch,
  type TestMove,
} from '@cellwatch/events';
import type { Outgoing } from '@cellwatch/stream';
import { disturb } from '../support/disturb.js';
import { expectedResults, landedResults } from '../support/expected-results.js';
import { startHouse, type House } from '../support/house.js';
import { lawCell } from '../support/law-cell.js';
import { random } from '../support/random.js';
import { transports } from '../support/transports.js';

jest.setTimeout(900_000);

const factsMessage = (facts: CellFacts): Outgoing => ({
  topic: topics.facts,
  key: facts.cell_id,
  value: encodeResult(facts),
});
const recordsMessage = (batch: RecordBatch): Outgoing => ({
  topic: topics.records,
  key: batch.cell_id,
  value: encodeRecordBatch(batch),
});
let said = 1_790_000_000;
const moveMessage = (test_id: string, cell_id: string, to_cell_id: string): Outgoing => {
  const move: TestMove = { cell_id, test_id, to_cell_id, moved_at_unix_second: (said += 1) };
  return { topic: topics.moves, key: cell_id, value: encodeResult(move) };
};
const rekeyed = (batches: readonly RecordBatch[], cell_id: string) => batches.map((batch) => ({ ...batch, cell_id }));
const ofTest = (batches: readonly RecordBatch[], test_id: string) =>
  batches.filter((batch) => batch.test_id === test_id);

/** A cell's batches in the order in which its tests are folded: by their first record, then by name. */
function inOrder(batches: readonly RecordBatch[]): RecordBatch[] {
  const first = new Map<string, number>();
  for (const { test_id, columns } of batches)
    first.set(test_id, Math.min(first.get(test_id) ?? Infinity, columns.unix_time_second![0]));
  const names = [...first.keys()].sort((a, b) => first.get(a)! - first.get(b)! || (a < b ? -1 : 1));
  return names.flatMap((name) => ofTest(batches, name));
}

describe.each(transports)('a test that was booked on the wrong cell, over $name', ({ start }) => {
  let house: House | null;

  beforeAll(async () => {
    house = await startHouse(start);
  });
  afterAll(() => house?.stop());

  /** Two cells of one kind, `from` with tests a and b, of which one is not its own. */
  function pair(name: string, seed: number) {
    const from = lawCell(`${name}-from`, seed);
    const to = lawCell(`${name}-to`, seed);
    return { from, to, a: `${name}-from-a`, b: `${name}-from-b` };
  }

  async function declare(cells: { facts: CellFacts }[]): Promise<void> {
    await house!.stream.publish(cells.map(({ facts }) => factsMessage(facts)));
    await house!.settled(cells.map(({ facts }) => facts.cell_id));
  }

  async function settled(cell_ids: string[]): Promise<void> {
    // What is sent on is under way once more, as often as a test was moved.
    for (let turn = 0; turn < 3; turn += 1) await house!.settled(cell_ids);
  }

  async function expectLaw(facts: CellFacts, batches: readonly RecordBatch[]): Promise<void> {
    const { cell_id } = facts;
    expect([cell_id, await landedResults(house!.pool, cell_id)]).toEqual([
      cell_id,
      expectedResults(facts, inOrder(rekeyed(batches, cell_id))),
    ]);
    const counts = await house!.rows<{ records: number; counted: number }>(
      `select (select count(*) from records where cell_id = $1)::int as records,
        (select coalesce(sum(record_count), 0) from tests where cell_id = $1)::int as counted`,
      [cell_id],
    );
    const records = batches.reduce((sum, { length }) => sum + length, 0);
    expect(counts).toEqual([{ records, counted: records }]);
  }

  test.each([0, 1, 2, 4])(
    'seed %i: moved mid-life, both cells are as if it had always been there, though its records keep coming',
    async (seed) => {
      if (!house) return;
      const { from, to, a } = pair(`mid-${seed}`, seed);
      const [A, B] = [from.facts.cell_id, to.facts.cell_id];
      await declare([from, to]);
      const next = random(seed);
      const queues = [from, to].map(({ batches }) => disturb(batches, next).map(recordsMessage));
      const total = queues[0].length;
      let moved = false;
      while (queues.some((queue) => queue.length > 0)) {
        await house.stream.publish(queues.flatMap((queue) => queue.splice(0, Math.floor(next() * 8))));
        if (moved || queues[0].length > total / 2) continue;
        // in the middle of what is being folded, sometimes when all so far has come to rest
        if (seed % 2 === 0) await house.settled([A, B]);
        await house.stream.publish([moveMessage(a, A, B)]);
        moved = true;
      }
      await settled([A, B]);
      const wrong = ofTest(from.batches, a);
      await expectLaw(
        from.facts,
        from.batches.filter((batch) => batch.test_id !== a),
      );
      await expectLaw(to.facts, [...to.batches, ...wrong]);

      // the file is imported once more, by the wrong name that it bears
      const before = await house.rows(`select * from cycles where cell_id = any($1) order by 1, 2, 3, revision`, [
        [A, B],
      ]);
      await house.stream.publish(wrong.map(recordsMessage));
      await settled([A, B]);
      expect(
        await house.rows(`select * from cycles where cell_id = any($1) order by 1, 2, 3, revision`, [[A, B]]),
      ).toEqual(before);
      await expectLaw(to.facts, [...to.batches, ...wrong]);
    },
  );

  test('alerts go with it: retracted on the one, raised on the other', async () => {
    if (!house) return;
    const from = lawCell('alerting-from', 0);
    const to = lawCell('alerting-to', 1).facts;
    const facts = { ...from.facts, cell_id: 'alerting-to', facts_version: to.facts_version };
    await declare([from]);
    await house.stream.publish(from.batches.map(recordsMessage));
    await house.settled(['alerting-from']);
    const rules = async (cell_id: string) =>
      (
        await house!.rows<{ rule: string }>(
          `select distinct rule from alerts_current where cell_id = $1 order by rule`,
          [cell_id],
        )
      ).map(({ rule }) => rule);
    const found = ['CE_DROP', 'OVERCHARGE', 'REST_LEAK', 'RETENTION', 'SOFT_SHORT', 'SUDDEN_FADE'];
    expect(await rules('alerting-from')).toEqual(found);

    // to a cell of which nobody has heard: it becomes one, and its facts come later
    await house.stream.publish([moveMessage('alerting-from-a', 'alerting-from', 'alerting-to')]);
    await settled(['alerting-from', 'alerting-to']);
    expect(await rules('alerting-from')).toEqual([]);
    await expectLaw({ cell_id: 'alerting-to', facts_version: '0' }, ofTest(from.batches, 'alerting-from-a'));
    await declare([{ facts }]);
    // That test alone has too few rests to tell a leak by.
    expect(await rules('alerting-to')).toEqual(found.filter((rule) => rule !== 'REST_LEAK'));
    await expectLaw(facts, ofTest(from.batches, 'alerting-from-a'));
    await expectLaw(
      from.facts,
      from.batches.filter(({ test_id }) => test_id !== 'alerting-from-a'),
    );
  });

  test('moved on, and moved back: where it was said last to belong', async () => {
    if (!house) return;
    const { from, to, b } = pair('round', 1);
    const third = lawCell('round-third', 1);
    const [A, B, C] = [from, to, third].map(({ facts }) => facts.cell_id);
    const wrong = ofTest(from.batches, b);
    const rest = from.batches.filter(({ test_id }) => test_id !== b);
    await declare([from, to, third]);
    await house.stream.publish([from, to].flatMap(({ batches }) => batches.map(recordsMessage)));
    await house.settled([A, B]);

    await house.stream.publish([moveMessage(b, A, B)]);
    await settled([A, B, C]);
    await house.stream.publish([moveMessage(b, B, C)]);
    await settled([A, B, C]);
    await house.stream.publish(wrong.map(recordsMessage));
    await settled([A, B, C]);
    await expectLaw(from.facts, rest);
    await expectLaw(to.facts, to.batches);
    await expectLaw(third.facts, wrong);

    await house.stream.publish([moveMessage(b, C, A)]);
    await settled([A, B, C]);
    await house.stream.publish(wrong.slice(2).map(recordsMessage));
    await settled([A, B, C]);
    await expectLaw(from.facts, from.batches);
    await expectLaw(to.facts, to.batches);
    await expectLaw(third.facts, []);
  });

  test('the right cell had got some of it already, in an older export: the two become one test', async () => {
    if (!house) return;
    const { from, to, b } = pair('merged', 1);
    const [A, B] = [from, to].map(({ facts }) => facts.cell_id);
    const wrong = ofTest(from.batches, b);
    const older = rekeyed(wrong.slice(0, 3), B).map((batch) => ({
      ...batch,
      exported_at: batch.exported_at - 100,
      columns: { ...batch.columns, voltage_volt: batch.columns.voltage_volt!.map((volt) => volt + 0.01) },
    }));
    await declare([from, to]);
    await house.stream.publish([...from.batches, ...to.batches, ...older].map(recordsMessage));
    await house.settled([A, B]);
    await house.stream.publish([moveMessage(b, A, B)]);
    await settled([A, B]);
    await expectLaw(
      from.facts,
      from.batches.filter(({ test_id }) => test_id !== b),
    );
    await expectLaw(to.facts, [...to.batches, ...wrong]);
    expect(await house.rows(`select cell_id from tests where test_id = $1`, [b])).toEqual([{ cell_id: B }]);
  });
});
