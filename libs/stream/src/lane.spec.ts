import { openLane } from './lane.js';
import type { Outgoing } from './stream.js';

const message = (key: string, bytes = 1): Outgoing => ({ topic: 't', key, value: new Uint8Array(bytes) });

/** Keeps what was sent; each send ends when it is told to. */
function openSends() {
  const sends: { keys: string[]; end(error?: Error): void }[] = [];
  const lane = openLane(
    (batch) =>
      new Promise((resolve, reject) =>
        sends.push({
          keys: batch.map(({ key }) => key),
          end: (error) => (error ? reject(error) : resolve()),
        }),
      ),
  );
  return { lane, sends };
}

test('what comes while a batch is under way goes together in the next, in order', async () => {
  const { lane, sends } = openSends();
  const first = lane.put([message('a')]);
  const rest = [lane.put([message('b'), message('c')]), lane.put([message('d')])];
  expect(sends.map(({ keys }) => keys)).toEqual([['a']]);
  sends[0].end();
  await first;
  expect(sends.map(({ keys }) => keys)).toEqual([['a'], ['b', 'c', 'd']]);
  sends[1].end();
  await Promise.all(rest);
  await lane.idle();
});

test('a call that follows the last at once is sent too', async () => {
  const { lane, sends } = openSends();
  for (let index = 0; index < 5; index++) {
    const put = lane.put([message(String(index))]);
    sends[index].end();
    await put;
  }
  expect(sends.length).toBe(5);
});

test('batches are bounded by bytes, and a larger message goes alone', async () => {
  const { lane, sends } = openSends();
  const put = lane.put([message('a', 500_000), message('b', 500_000), message('c', 1_500_000), message('d')]);
  for (let index = 0; index < 4; index++) {
    sends[index].end();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await put;
  expect(sends.map(({ keys }) => keys)).toEqual([['a'], ['b'], ['c'], ['d']]);
});

test('a failed batch rejects its calls and drops the rest of them, and the others go on', async () => {
  const { lane, sends } = openSends();
  const first = lane.put([message('a', 800_000), message('b', 800_000)]);
  const second = lane.put([message('c')]);
  sends[0].end(new Error('away'));
  await expect(first).rejects.toThrow('away');
  expect(sends.map(({ keys }) => keys)).toEqual([['a'], ['c']]);
  sends[1].end();
  await second;
});

test('nothing to send is sent at once; what cannot be sent is refused with all that came with it', async () => {
  const { lane, sends } = openSends();
  await lane.put([]);
  await expect(lane.put([message('a'), message('b', 9_000_000)])).rejects.toThrow(
    'message to t, key "b": got 9000001 bytes, expected at most 8388608',
  );
  expect(sends).toEqual([]);
});
