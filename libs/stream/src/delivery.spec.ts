import { jest } from '@jest/globals';
import { openDelivery } from './delivery.js';
import { FencedError, OutageError } from './errors.js';
import type { Message, Reader, Slice } from './stream.js';

const at = { topic: 't', partition: 3 };
const message = (position: number): Message => ({
  ...at,
  position,
  key: 'k',
  value: new Uint8Array(0),
  headers: {},
  published_at_ms: 0,
});

function open(reader: Partial<Reader>, grace_ms = 10_000) {
  const wants: { from: number; moved: boolean }[] = [];
  const delivery = openDelivery({
    group: 'g',
    reader: { start: (gained) => Promise.resolve(gained.map(() => 5)), handle: () => Promise.resolve(), ...reader },
    want: (_, from, moved) => wants.push({ from, moved }),
    log: () => undefined,
    grace_ms,
  });
  return { delivery, wants };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A handle that waits to be told how it ends. */
function openHandles() {
  const slices: { slice: Slice; end(error?: unknown): void }[] = [];
  const handle = (slice: Slice) =>
    new Promise<void>((resolve, reject) =>
      slices.push({ slice, end: (error) => (error === undefined ? resolve() : reject(error)) }),
    );
  return { slices, handle };
}

test('nothing is taken before start has answered, nor from anywhere else than where it said', async () => {
  const { slices, handle } = openHandles();
  const { delivery, wants } = open({ handle });
  delivery.gain([at]);
  expect(delivery.take(at, 5, [message(5)], 6)).toBe(false);
  await turn();
  expect(wants).toEqual([{ from: 5, moved: true }]);
  expect(delivery.take(at, 4, [message(4)], 5)).toBe(false);
  expect(delivery.take({ ...at, partition: 4 }, 5, [message(5)], 6)).toBe(false);
  expect(delivery.take(at, 5, [message(5)], 6)).toBe(true);
  expect(slices.length).toBe(1);
});

test('one slice at a time; what comes meanwhile waits and is enough', async () => {
  const { slices, handle } = openHandles();
  const { delivery } = open({ handle });
  delivery.gain([at]);
  await turn();
  delivery.take(at, 5, [message(5)], 6);
  expect(delivery.wanted(at)).toBe(6);
  delivery.take(at, 6, [message(6), message(8)], 9);
  expect([delivery.wanted(at), delivery.from(at), slices.length]).toEqual([null, 9, 1]);
  slices[0].end();
  await turn();
  expect(slices.map(({ slice }) => slice.messages.map(({ position }) => position))).toEqual([[5], [6, 8]]);
  expect(delivery.wanted(at)).toBe(9);
});

test('after an outage what was read ahead is dropped, and start is asked anew', async () => {
  let starts = 0;
  const { slices, handle } = openHandles();
  const start: Reader['start'] = async () => [++starts];
  const { delivery, wants } = open({ handle, start });
  delivery.gain([at]);
  await turn();
  delivery.take(at, 1, [message(1)], 2);
  delivery.take(at, 2, [message(2)], 3);
  slices[0].end(new OutageError('away'));
  while (starts < 2) await turn();
  await turn();
  expect(slices.length).toBe(1);
  expect(delivery.take(at, 3, [message(3)], 4)).toBe(false);
  expect(wants.at(-1)).toEqual({ from: 2, moved: true });
});

test('a partition that is lost aborts its slice; regained, it starts after the late handle has ended', async () => {
  const told: string[] = [];
  const { slices, handle } = openHandles();
  const { delivery } = open({
    handle,
    start: async (gained) => {
      told.push('start');
      return gained.map(() => 5);
    },
    stop: async () => void told.push('stop'),
  });
  delivery.gain([at]);
  await turn();
  delivery.take(at, 5, [message(5)], 6);
  await delivery.lose([at]);
  expect(slices[0].slice.signal.aborted).toBe(true);
  await expect(slices[0].slice.heartbeat()).rejects.toThrow(FencedError);
  delivery.gain([at]);
  await turn();
  expect(told).toEqual(['start', 'stop']);
  slices[0].end(new TypeError('its state was dropped'));
  await turn();
  await turn();
  expect(told).toEqual(['start', 'stop', 'start']);
});

test('given up gently, a slice may end by itself, and stop follows', async () => {
  const told: string[] = [];
  const { slices, handle } = openHandles();
  const { delivery } = open({ handle, stop: async () => void told.push('stop') });
  delivery.gain([at]);
  await turn();
  delivery.take(at, 5, [message(5)], 6);
  const losing = delivery.lose([at], true);
  await turn();
  expect([told, slices[0].slice.signal.aborted]).toEqual([[], false]);
  slices[0].end();
  await losing;
  expect(told).toEqual(['stop']);
});

test('a handle that does not end is not waited for without end', async () => {
  const { slices, handle } = openHandles();
  const { delivery } = open({ handle }, 10);
  delivery.gain([at]);
  await turn();
  delivery.take(at, 5, [message(5)], 6);
  await delivery.lose([at], true);
  expect(slices[0].slice.signal.aborted).toBe(true);
});

test.each([
  ['too few', []],
  ['negative', [-1]],
  ['not whole', [0.5]],
])('a start that answers positions that are %s is a bug', async (_, positions) => {
  const { delivery } = open({ start: () => Promise.resolve(positions) });
  delivery.gain([at]);
  await expect(delivery.failed).rejects.toThrow(
    `g: start answered ${JSON.stringify(positions)}, expected 1 positions from 0 up`,
  );
});

describe('a reader that leaves something for later', () => {
  const said: string[] = [];
  const reader: Partial<Reader> = {
    handle: ({ messages }) => Promise.resolve(void said.push(`handle ${messages[0].position}`)),
    settle: ({ partition }) => Promise.resolve(void said.push(`settle ${partition}`)),
    stop: () => Promise.resolve(void said.push('stop')),
  };
  beforeEach(() => {
    said.length = 0;
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  test('is asked to settle once no slice has come for a moment, and once only', async () => {
    const { delivery } = open(reader);
    delivery.gain([at]);
    await turn();
    for (const position of [5, 6]) {
      delivery.take(at, position, [message(position)], position + 1);
      await turn();
      jest.advanceTimersByTime(200);
    }
    expect(said).toEqual(['handle 5', 'handle 6']);
    jest.advanceTimersByTime(10_000);
    await turn();
    expect(said).toEqual(['handle 5', 'handle 6', 'settle 3']);
  });

  test('settles before it lets go of what it gives up itself, and not where others may hold it already', async () => {
    for (const gently of [true, false]) {
      const { delivery } = open(reader);
      delivery.gain([at]);
      await turn();
      delivery.take(at, 5, [message(5)], 6);
      await turn();
      await delivery.lose([at], gently);
      jest.advanceTimersByTime(10_000);
    }
    expect(said).toEqual(['handle 5', 'settle 3', 'stop', 'handle 5', 'stop']);
  });

  test('takes no slice while it settles, and is asked where to start where that fails', async () => {
    let fail!: (error: unknown) => void;
    const settle = () => new Promise<void>((_, reject) => (fail = reject));
    const { delivery, wants } = open({ ...reader, settle });
    delivery.gain([at]);
    await turn();
    delivery.take(at, 5, [message(5)], 6);
    await turn();
    jest.advanceTimersByTime(10_000);
    delivery.take(at, 6, [message(6)], 7);
    await turn();
    expect(said).toEqual(['handle 5']);
    wants.length = 0;
    fail(new OutageError('away'));
    while (wants.length === 0) await turn();
    expect([said, wants]).toEqual([['handle 5'], [{ from: 5, moved: true }]]);
  });
});
