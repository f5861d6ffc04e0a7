import { jest } from '@jest/globals';
import { encodeResult, topics } from '@cellwatch/events';
import { untilSettled } from '../../services/cellwatch/src/until-settled.js';
import { lawCell } from '../support/law-cell.js';
import { factsMessages, recordsMessages, startProcessFleet, type ProcessFleet } from '../support/process-fleet.js';
import { transports, type Transport } from '../support/transports.js';
import { until } from '../support/until.js';

jest.setTimeout(900_000);

describe('killed while a moved test’s records are sent on', () => {
  let transport: Transport;
  let fleet: ProcessFleet;

  beforeAll(async () => {
    transport = (await transports[0].start())!;
    fleet = await startProcessFleet(transport);
  });
  afterAll(async () => {
    await fleet?.stop();
    await transport.stop();
  });

  test('what was sent on and not committed is sent on again, and changes nothing', async () => {
    const from = lawCell('from', 1);
    const to = lawCell('to', 1);
    const wrong = { ...from, batches: from.batches.filter(({ test_id }) => test_id === 'from-b') };
    const rest = { ...from, batches: from.batches.filter(({ test_id }) => test_id !== 'from-b') };
    const moved = wrong.batches.map((batch) => ({ ...batch, cell_id: 'to' }));
    const own = (test_id: string) => to.batches.filter((batch) => batch.test_id === test_id);
    // 'from-b' and 'to-b' begin at one moment: then the name counts
    const right = { ...to, batches: [...own('to-a'), ...moved, ...own('to-b')] };
    const settled = () => untilSettled(fleet.pool, fleet.stream, ['from', 'to'], new Promise(() => undefined));

    const first = fleet.run('store');
    fleet.run('cycles');
    fleet.run('alerts');
    fleet.run('resistance');
    await fleet.stream.publish([...factsMessages([from, to]), ...recordsMessages([rest, to])]);
    await settled();
    const move = { cell_id: 'from', test_id: 'from-b', to_cell_id: 'to', moved_at_unix_second: 1 };
    await fleet.stream.publish([{ topic: topics.moves, key: 'from', value: encodeResult(move) }]);
    await settled();
    await first.stop();

    const second = fleet.run('store', 'landing:before:1');
    const queue = recordsMessages([wrong]);
    while (queue.length > 0) {
      await fleet.stream.publish(queue.splice(0, 3));
      const ends = await fleet.stream.ends(topics.records);
      if (second.starts() > 1) continue;
      await until(async () => {
        if (second.starts() > 1) return true;
        const { rows } = await fleet.pool.query<{ partition: number; next: number }>(
          `select partition, next::float8 as next from positions where reader = 'store' and topic = $1`,
          [topics.records],
        );
        return ends.every(
          (end, at) => end === 0 || rows.some(({ partition, next }) => partition === at && next >= end),
        );
      });
    }
    // Of what was published last, the store may have died only now.
    await until(() => second.starts() > 1);
    await settled();
    await settled();
    await fleet.expectLaw([rest, right]);
    const { rows } = await fleet.pool.query<{ count: number }>(
      `select count(*)::int as count from stream.messages where topic = $1 and key = 'to'`,
      [topics.records],
    );
    expect(rows[0].count).toBeGreaterThan(recordsMessages([to]).length + recordsMessages([wrong]).length);
  });
});
