import { sliceBatch, topics, type RecordBatch } from '@cellwatch/events';
import { startBoard, type RunningBoard } from '@cellwatch/board';
import { buildPage } from './build-page.js';
import { startLab, type Lab } from './lab.js';
import { listen, repeatUntil } from './listen.js';
import { cyclesOf, dropAlert, recordsOf, seededCells } from './seed-fleet.js';

let lab: Lab;
let board: RunningBoard;

beforeAll(async () => {
  buildPage();
  lab = await startLab();
  board = await startBoard({ stream: lab.stream, database_url: lab.database_url, host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await board?.stop();
  await lab?.stop();
});

const [cell] = seededCells;
const whole = (index: number) => recordsOf(seededCells[index], lab.now_second, index + 1);
const last = (batch: RecordBatch) => sliceBatch(batch, batch.length - 1, batch.length);

test('the feed opens with a heartbeat, as an event stream that nothing may store', async () => {
  const feed = await listen(`${board.url}/api/live`);
  expect(feed.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(feed.response.headers.get('cache-control')).toBe('no-store');
  expect(feed.response.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
  const { name, data } = await feed.next(() => true);
  expect([name, data]).toEqual(['heartbeat', { unix_time_second: expect.any(Number) }]);
  feed.close();
});

test('a published record comes as its cell’s newest point', async () => {
  const feed = await listen(`${board.url}/api/live`);
  const batch = last(whole(0));
  const { data } = await repeatUntil(
    () => lab.publishRecords(batch),
    feed.next(({ name }) => name === 'record'),
  );
  expect(data).toEqual([
    {
      cell_id: cell.facts.cell_id,
      test_id: batch.test_id,
      record_index: batch.columns.record_index![0],
      unix_time_second: lab.now_second,
      voltage_volt: batch.columns.voltage_volt![0],
      current_ampere: batch.columns.current_ampere![0],
      temperature_t1_celsius: batch.columns.temperature_t1_celsius![0],
      step_type: batch.columns.step_type![0],
      live: true,
    },
  ]);
  feed.close();
});

test('cycles and alerts come whole, as they were published', async () => {
  const feed = await listen(`${board.url}/api/live`);
  const [cycle] = cyclesOf(cell, whole(0), 1);
  const alert = dropAlert(cycle);
  const cycles = repeatUntil(
    () => lab.publishResult(topics.cycles, cycle),
    feed.next(({ name }) => name === 'cycle'),
  );
  expect((await cycles).data).toEqual(cycle);
  const alerts = repeatUntil(
    () => lab.publishResult(topics.alerts, alert),
    feed.next(({ name }) => name === 'alert'),
  );
  expect((await alerts).data).toEqual(alert);
  feed.close();
});

test('a client that names its cells hears of no other', async () => {
  const wanted = seededCells.slice(1, 3).map(({ facts }) => facts.cell_id);
  const feed = await listen(`${board.url}/api/live?cells=${wanted[0]}&cells=${wanted[1]}`);
  const heard = new Set<string>();
  const both = (async () => {
    while (heard.size < 2) {
      const { data } = await feed.next(({ name }) => name === 'record');
      for (const { cell_id } of data as { cell_id: string }[]) heard.add(cell_id);
    }
  })();
  await repeatUntil(() => Promise.all([0, 1, 2, 3].map((index) => lab.publishRecords(last(whole(index))))), both);
  expect([...heard].sort()).toEqual([...wanted].sort());
  feed.close();
});

test('a message that is not ours stops nothing', async () => {
  const feed = await listen(`${board.url}/api/live`);
  const key = cell.facts.cell_id;
  const batch = last(whole(0));
  const after = { ...batch, columns: { ...batch.columns, voltage_volt: Float64Array.of(3.8765) } };
  // What the test before repeated may still come.
  const seen = feed.next(({ data }) => JSON.stringify(data).includes('3.8765'));
  await lab.stream.publish([
    { topic: topics.records, key, value: new TextEncoder().encode('not Protobuf') },
    { topic: topics.cycles, key, value: new TextEncoder().encode('{"cell_id":') },
    { topic: topics.alerts, key, value: new Uint8Array() },
  ]);
  await repeatUntil(() => lab.publishRecords(after), seen);
  const { status } = await fetch(`${board.url}/api/health`);
  expect(status).toBe(200);
  feed.close();
});

test('a board that stops ends its feeds', async () => {
  const other = await startBoard({ stream: lab.stream, database_url: lab.database_url, host: '127.0.0.1', port: 0 });
  const feed = await listen(`${other.url}/api/live`);
  await feed.next(() => true);
  const ended = feed.next(() => false);
  ended.catch(() => undefined);
  await other.stop();
  await expect(ended).rejects.toThrow();
  await expect(fetch(`${other.url}/api/health`)).rejects.toThrow();
});
