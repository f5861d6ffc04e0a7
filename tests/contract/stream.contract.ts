import { deadLetterTopic, partitionCount, partitionOf } from '@cellwatch/events';
import {
  buryMessage,
  FencedError,
  OutageError,
  type Message,
  type Reader,
  type Reading,
  type Slice,
  type Stream,
  type TopicPartition,
} from '@cellwatch/stream';
import pg from 'pg';
import { until } from '../support/until.js';

export interface Transport {
  /** Each stream stands for a process of its own. */
  open(options?: { grace_ms?: number; read_ahead_bytes?: number }): Promise<Stream>;
  /** A PostgreSQL database for the reader's own positions. */
  database_url: string;
  /** `kill -9` of what carries the messages, and starting it again. */
  kill(): Promise<void>;
  restart(): Promise<void>;
}

/** What every transport keeps. The clauses are those of libs/stream/src/stream.ts. */
export function streamContract(name: string, start: () => Promise<Transport | { missing: string }>): void {
  describe(`the stream over ${name}`, () => {
    let transport: Transport | null = null;
    let missing = '';
    const open: Stream[] = [];
    let topics = 0;

    beforeAll(async () => {
      const started = await start();
      if ('missing' in started) missing = started.missing;
      else transport = started;
    }, 900_000);
    afterEach(async () => {
      for (const stream of open.splice(0)) await stream.close();
    });

    function clause(text: string, check: () => Promise<void>, limit_ms = 300_000): void {
      test(
        text,
        async () => {
          if (!transport) return console.warn(`SKIPPED for want of ${missing}: ${text}`);
          await check();
        },
        limit_ms,
      );
    }

    async function openStream(options?: { grace_ms?: number; read_ahead_bytes?: number }): Promise<Stream> {
      const stream = await transport!.open(options);
      open.push(stream);
      return stream;
    }

    /** A topic that no other clause uses. */
    async function newTopic(stream: Stream): Promise<string> {
      const topic = `contract.${process.pid}.${Date.now()}.${++topics}`;
      await stream.ensureTopics([topic, deadLetterTopic(topic)]);
      return topic;
    }

    clause(
      'a message arrives as it was published, at the partition of its key, and says when it was taken',
      async () => {
        const stream = await openStream();
        const topic = await newTopic(stream);
        const before = Date.now();
        const value = Uint8Array.from({ length: 256 }, (_, index) => index);
        const key = 'Zelle "42"\\,{ü}\n';
        await stream.publish([{ topic, key, value, headers: { origin: 'a, "b" \\ ü', empty: '' } }]);
        await stream.publish([{ topic, key, value: new Uint8Array(0) }]);
        const reader = new Collector();
        await stream.read('g', [topic], reader);
        await until(() => reader.messages.length === 2);
        const [message, empty] = reader.messages;
        expect({ ...message, value: [...message.value], published_at_ms: null }).toEqual({
          topic,
          key,
          partition: partitionOf(key),
          position: 0,
          value: [...value],
          headers: { origin: 'a, "b" \\ ü', empty: '' },
          published_at_ms: null,
        });
        expect(message.published_at_ms).toBeGreaterThanOrEqual(before - 1_000);
        expect(message.published_at_ms).toBeLessThanOrEqual(Date.now() + 1_000);
        expect([empty.position, empty.value.length, empty.headers]).toEqual([1, 0, {}]);
      },
    );

    clause('ends are the positions that come next, and nothing is published that was not', async () => {
      const stream = await openStream();
      const topic = await newTopic(stream);
      expect(await stream.ends(topic)).toEqual(Array(partitionCount).fill(0));
      const ends = Array<number>(partitionCount).fill(0);
      for (let count = 0; count < 40; count++) ends[partitionOf(`cell ${count}`)]++;
      await stream.publish(Array.from({ length: 40 }, (_, index) => message(topic, `cell ${index}`, index)));
      expect(await stream.ends(topic)).toEqual(ends);
      await stream.ensureTopics([topic]);
      expect(await stream.ends(topic)).toEqual(ends);
    });

    clause(
      'order per key holds within a call, over awaited calls, and beside others that publish at once',
      async () => {
        const streams = [await openStream(), await openStream()];
        const topic = await newTopic(streams[0]);
        const keys = Array.from({ length: 30 }, (_, index) => `cell ${index}`);
        await Promise.all(
          keys.map(async (key, index) => {
            for (let first = 0; first < 40; first += 4)
              await streams[index % 2].publish([0, 1, 2, 3].map((step) => message(topic, key, first + step)));
          }),
        );
        const reader = new Collector();
        await streams[0].read('g', [topic], reader);
        await until(() => reader.messages.length >= 30 * 40);
        for (const key of keys) expect(reader.numbersOf(key)).toEqual(Array.from({ length: 40 }, (_, index) => index));
        for (const partition of range(partitionCount)) {
          const positions = reader.messages
            .filter((got) => got.partition === partition)
            .map(({ position }) => position);
          expect(positions).toEqual([...positions].sort((left, right) => left - right));
          expect(new Set(positions).size).toBe(positions.length);
        }
      },
    );

    clause('an outage brings the slice again after start was asked anew; nothing is lost, order is kept', async () => {
      const stream = await openStream();
      const topic = await newTopic(stream);
      await stream.publish(range(30).map((index) => message(topic, 'cell', index)));
      let outages = 3;
      const starts: number[] = [];
      const reader = new Collector({
        start: () => void starts.push(reader.messages.length),
        handle(slice) {
          if (reader.messages.length >= 10 && outages-- > 0)
            throw Object.assign(new Error('the database is away'), { retriable: true });
          // One message of each slice is taken; what follows is an outage too.
          reader.take(slice.messages[0]);
          if (slice.messages.length > 1) throw new OutageError('the rest later');
        },
      });
      const reading = await stream.read('g', [topic], reader);
      const failed = reading.failed.then(
        () => 'failed',
        () => 'failed',
      );
      await until(() => reader.messages.length === 30);
      expect(reader.numbersOf('cell')).toEqual(range(30));
      expect(starts.length).toBeGreaterThan(12);
      expect(await Promise.race([failed, Promise.resolve('alive')])).toBe('alive');
    });

    clause('a start that throws is asked again, and nothing is handled before it has answered', async () => {
      const stream = await openStream();
      const topic = await newTopic(stream);
      await stream.publish([message(topic, 'cell', 0)]);
      let failures = 2;
      const reader = new Collector({
        start() {
          if (failures-- > 0) throw new Error('no database yet');
        },
      });
      await stream.read('g', [topic], reader);
      await until(() => reader.messages.length === 1);
      expect(failures).toBeLessThan(0);
    });

    clause('a bug ends the reading, `failed` rejects with it, and the partitions go to another member', async () => {
      const stream = await openStream();
      const topic = await newTopic(stream);
      const bug = new TypeError('undefined is not a cell');
      const broken = await stream.read('g', [topic], {
        start: (gained) => zeros(gained),
        handle: () => Promise.reject(bug),
      });
      const failed = broken.failed.catch((error: unknown) => error);
      await stream.publish([message(topic, 'cell', 0)]);
      expect(await failed).toBe(bug);
      const reader = new Collector();
      await (await openStream()).read('g', [topic], reader);
      await until(() => reader.messages.length === 1);
      expect(broken.progress()).toEqual([]);
    });

    clause(
      'reading starts at the position that the reader answers: from the beginning, from the middle, at the end',
      async () => {
        const stream = await openStream();
        const topic = await newTopic(stream);
        await stream.publish(range(20).map((index) => message(topic, 'cell', index)));
        for (const from of [0, 7, 20]) {
          const reader = new Collector();
          for (const partition of range(partitionCount)) reader.positions.set(`${topic}/${partition}`, 0);
          reader.positions.set(`${topic}/${partitionOf('cell')}`, from);
          const reading = await stream.read(`replay from ${from}`, [topic], reader);
          if (from === 20) await stream.publish([message(topic, 'cell', 20)]);
          const expected = range(from === 20 ? 21 : 20).slice(from);
          await until(() => reader.messages.length >= expected.length);
          expect(reader.numbersOf('cell')).toEqual(expected);
          const at = () => reading.progress().find(({ partition }) => partition === partitionOf('cell'));
          await until(() => at()?.next === at()?.end);
          expect(at()!.next).toBe(from === 20 ? 21 : 20);
          await reading.stop();
        }
      },
    );

    clause('groups do not share: each gets every message, and one reading may follow several topics', async () => {
      const stream = await openStream();
      const [left, right] = [await newTopic(stream), await newTopic(stream)];
      const readers = [new Collector(), new Collector()];
      for (const [index, reader] of readers.entries()) await stream.read(`group ${index}`, [left, right], reader);
      await stream.publish(range(20).map((index) => message(index % 2 ? left : right, `cell ${index}`, index)));
      await until(() => readers.every((reader) => reader.messages.length === 20));
      for (const reader of readers)
        expect(reader.messages.map(numberOf).sort((one, other) => one - other)).toEqual(range(20));
    });

    clause(
      'members share the partitions fairly, each has one owner, and nothing is lost while they come and go',
      async () => {
        const publisher = await openStream();
        const topic = await newTopic(publisher);
        const committed = new Map<string, number>();
        const seen = new Map<string, Set<number>>();
        const members: { reading: Reading; stream: Stream }[] = [];
        async function joinAs(): Promise<void> {
          const stream = await openStream();
          const reader = new Collector({
            handle(slice) {
              for (const got of slice.messages) seen.set(got.key, (seen.get(got.key) ?? new Set()).add(numberOf(got)));
            },
          });
          reader.positions = committed;
          members.push({ stream, reading: await stream.read('g', [topic], reader) });
        }
        const held = () => members.map(({ reading }) => reading.progress().map(({ partition }) => partition));
        async function untilShared(): Promise<void> {
          const share = partitionCount / members.length;
          await until(() => held().every((partitions) => Math.abs(partitions.length - share) < 1));
          expect(
            held()
              .flat()
              .sort((one, other) => one - other),
          ).toEqual(range(partitionCount));
        }
        let publishing = true;
        let published = 0;
        const publishes = (async () => {
          while (publishing) {
            await publisher.publish(range(24).map((cell) => message(topic, `cell ${cell}`, published)));
            published++;
            await new Promise((resolve) => setTimeout(resolve, 5));
          }
        })();
        await joinAs();
        await untilShared();
        await joinAs();
        await untilShared();
        await joinAs();
        await untilShared();
        await members.shift()!.stream.close();
        await untilShared();
        await members.shift()!.reading.stop();
        await untilShared();
        publishing = false;
        await publishes;
        await until(() => range(24).every((cell) => seen.get(`cell ${cell}`)?.size === published));
      },
      300_000,
    );

    clause(
      'a late writer that lost its partition is fenced, and its heartbeat tells it',
      async () => {
        const pool = new pg.Pool({ connectionString: transport!.database_url, max: 4 });
        try {
          await pool.query(
            'create table if not exists contract_positions (name text primary key, next bigint not null)',
          );
          // Short grace: the one that is stuck is not waited for.
          const [first, second] = [await openStream({ grace_ms: 100 }), await openStream({ grace_ms: 100 })];
          const topic = await newTopic(first);
          await pool.query(
            `insert into contract_positions select $1 || '/' || partition, 0 from generate_series(0, 11) partition`,
            [topic],
          );
          const nameOf = ({ partition }: TopicPartition) => `${topic}/${partition}`;
          const positions = async (gained: readonly TopicPartition[]) => {
            const { rows } = await pool.query<{ name: string; next: string }>('select * from contract_positions');
            return gained.map((at) => Number(rows.find(({ name }) => name === nameOf(at))!.next));
          };
          async function commit(slice: Slice): Promise<void> {
            const next = slice.messages[slice.messages.length - 1].position + 1;
            const { rowCount } = await pool.query(
              'update contract_positions set next = $3 where name = $1 and next = $2',
              [nameOf(slice), slice.messages[0].position, next],
            );
            if (rowCount !== 1) throw new FencedError(`${nameOf(slice)} has been moved by another`);
          }
          const stuck: { partition: number; aborted: Promise<void>; late(): Promise<string[]> }[] = [];
          const release = new Promise<void>((resolve) => releases.push(resolve));
          const reading = await first.read('g', [topic], {
            start: positions,
            async handle(slice) {
              let outcome!: (texts: string[]) => void;
              const late = new Promise<string[]>((resolve) => {
                outcome = resolve;
              });
              const aborted = new Promise<void>((resolve) => slice.signal.addEventListener('abort', () => resolve()));
              await slice.heartbeat();
              stuck.push({ partition: slice.partition, aborted, late: () => late });
              await release;
              const beaten = await slice.heartbeat().then(() => 'alive', nameOfError);
              const committed = await commit(slice).then(() => 'committed', nameOfError);
              outcome([beaten, committed]);
              throw new FencedError('too late');
            },
          });
          await first.publish(range(60).map((index) => message(topic, `cell ${index}`, index)));
          await until(() => stuck.length === partitionCount);
          const taken = new Map<string, number>();
          await second.read('g', [topic], {
            start: positions,
            async handle(slice) {
              await commit(slice);
              for (const got of slice.messages) taken.set(got.key, (taken.get(got.key) ?? 0) + 1);
            },
          });
          // Half of the partitions go to the second member, whose commits get ahead of the handles that still run.
          await until(async () => (await positions(all())).filter((next) => next > 0).length >= partitionCount / 2);
          const moved = (await positions(all())).flatMap((next, partition) => (next > 0 ? [partition] : []));
          releases.splice(0).forEach((free) => free());
          for (const { partition, aborted, late } of stuck)
            if (moved.includes(partition)) {
              await aborted;
              expect(await late()).toEqual(['FencedError', 'FencedError']);
            }
          await reading.stop();
          await until(
            () =>
              taken.size >= 60 - [...range(60)].filter((index) => !moved.includes(partitionOf(`cell ${index}`))).length,
          );
          expect([...taken.values()].every((times) => times === 1)).toBe(true);

          function all(): TopicPartition[] {
            return range(partitionCount).map((partition) => ({ topic, partition }));
          }
        } finally {
          releases.splice(0).forEach((free) => free());
          await pool.end();
        }
      },
      300_000,
    );

    clause('a poison message is buried once with its bytes and its reason, and delays nobody', async () => {
      const stream = await openStream();
      const topic = await newTopic(stream);
      const other = range(1_000)
        .map(String)
        .find((key) => partitionOf(key) !== partitionOf('cell'))!;
      const poison = Uint8Array.of(0, 255, 10, 13, 0);
      await stream.publish([
        message(topic, 'cell', 0),
        { topic, key: 'cell', value: poison, headers: { origin: 'cycler 3' } },
        message(topic, 'cell', 1),
        message(topic, other, 0),
        message(topic, other, 1),
      ]);
      const reader = new Collector({
        async handle(slice) {
          for (const got of slice.messages)
            if (got.value[0] === 0)
              await buryMessage(stream, got, `not a batch: got "\0\ud800", byte 0 of ${got.topic}`);
            else reader.take(got);
        },
      });
      await stream.read('g', [topic], reader);
      const graves = new Collector();
      await stream.read('graves', [deadLetterTopic(topic)], graves);
      await until(() => reader.messages.length === 4 && graves.messages.length > 0);
      expect([reader.numbersOf('cell'), reader.numbersOf(other)]).toEqual([
        [0, 1],
        [0, 1],
      ]);
      expect(graves.messages.map(({ key, headers }) => ({ key, headers }))).toEqual([
        {
          key: 'cell',
          headers: {
            origin: 'cycler 3',
            topic,
            partition: String(partitionOf('cell')),
            position: '1',
            reason: `not a batch: got "\ufffd\ufffd", byte 0 of ${topic}`,
          },
        },
      ]);
      expect([...graves.messages[0].value]).toEqual([...poison]);
    });

    clause('a slow partition holds nobody else, and is read ahead only so far', async () => {
      const stream = await openStream({ read_ahead_bytes: 32_768 });
      const topic = await newTopic(stream);
      const fast = range(1_000)
        .map(String)
        .find((key) => partitionOf(key) !== partitionOf('slow'))!;
      let free!: () => void;
      const blocked = new Promise<void>((resolve) => {
        free = resolve;
      });
      const slices: number[] = [];
      const reader = new Collector({
        async handle(slice) {
          if (slice.partition === partitionOf('slow')) {
            slices.push(slice.messages.reduce((sum, { value }) => sum + value.length, 0));
            await blocked;
          }
          for (const got of slice.messages) reader.take(got);
        },
      });
      await stream.read('g', [topic], reader);
      // Awaited one by one: Kafka gives whole batches, and a batch is what was published together.
      for (const index of range(80)) await stream.publish([noise(topic, 'slow', index, 8_192)]);
      for (const index of range(80)) await stream.publish([noise(topic, fast, index, 8_192)]);
      await until(() => reader.numbersOf(fast).length === 80);
      expect(slices.length).toBe(1);
      free();
      await until(() => reader.numbersOf('slow').length === 80);
      expect(reader.numbersOf('slow')).toEqual(range(80));
      // What was read while the first was blocked comes as one slice.
      expect(Math.max(...slices)).toBeLessThanOrEqual(2 * 32_768 + 8_192);
    });

    clause(
      'stop waits for what runs, delivers nothing after, and the next reading goes on from what was committed',
      async () => {
        const stream = await openStream();
        const topic = await newTopic(stream);
        let handling = 0;
        let free!: () => void;
        const blocked = new Promise<void>((resolve) => {
          free = resolve;
        });
        const reader = new Collector({
          async handle(slice) {
            handling++;
            await blocked;
            for (const got of slice.messages) reader.take(got);
            handling--;
          },
        });
        const reading = await stream.read('g', [topic], reader);
        await stream.publish(range(60).map((index) => message(topic, `cell ${index}`, index)));
        await until(() => handling > 3);
        let stopped = false;
        const stopping = reading.stop().then(() => {
          stopped = true;
        });
        await new Promise((resolve) => setImmediate(resolve));
        expect([stopped, handling > 0]).toEqual([false, true]);
        free();
        await Promise.all([stopping, reading.stop()]);
        expect([handling, reading.progress()]).toEqual([0, []]);
        const taken = reader.messages.length;
        await stream.publish(range(60).map((index) => message(topic, `cell ${index}`, 60 + index)));
        const next = new Collector();
        next.positions = reader.positions;
        await stream.read('g', [topic], next);
        await until(() => taken + next.messages.length === 120);
        expect(reader.messages.length).toBe(taken);
        expect([...reader.messages, ...next.messages].map(numberOf).sort((one, other) => one - other)).toEqual(
          range(120),
        );
      },
    );

    clause(
      'a message of a megabyte passes, a larger one than the limit is refused with its size before anything is sent',
      async () => {
        const stream = await openStream();
        const topic = await newTopic(stream);
        const large = noise(topic, 'cell', 0, 1024 * 1024);
        await stream.publish([large, noise(topic, 'cell', 1, 1024 * 1024)]);
        const huge = noise(topic, 'cell', 2, 9 * 1024 * 1024);
        await expect(stream.publish([message(topic, 'cell', 3), huge])).rejects.toThrow(
          `message to ${topic}, key "cell": got 9437188 bytes, expected at most 8388608`,
        );
        await expect(stream.publish([{ ...large, key: 'a\0b' }])).rejects.toThrow('NUL');
        await expect(stream.publish([message('no.such.topic', 'cell', 0)])).rejects.toThrow('no.such.topic');
        const reader = new Collector();
        await stream.read('g', [topic], reader);
        await until(() => reader.messages.length === 2);
        expect(Buffer.compare(reader.messages[0].value, large.value)).toBe(0);
        expect((await stream.ends(topic))[partitionOf('cell')]).toBe(2);
      },
    );

    clause(
      'a transport that is killed and comes back has lost nothing that was acknowledged, and readings go on',
      async () => {
        const stream = await openStream();
        const topic = await newTopic(stream);
        const reader = new Collector();
        const reading = await stream.read('g', [topic], reader);
        const failed = reading.failed.then(
          () => 'failed',
          () => 'failed',
        );
        const acknowledged = new Set<number>();
        const refusals: unknown[] = [];
        let publishing = true;
        const publishes = (async () => {
          for (let number = 0; publishing; number++)
            await stream.publish([message(topic, `cell ${number % 30}`, number)]).then(
              () => acknowledged.add(number),
              (error: unknown) => refusals.push(error),
            );
        })();
        await until(() => reader.messages.length > 50);
        await transport!.kill();
        await until(() => refusals.length > 0);
        const before = acknowledged.size;
        await transport!.restart();
        await until(() => acknowledged.size > before + 50);
        publishing = false;
        await publishes;
        expect(refusals.filter((error) => !(error instanceof OutageError))).toEqual([]);
        const seen = () => new Set(reader.messages.map(numberOf));
        await until(() => [...acknowledged].every((number) => seen().has(number)));
        expect(await Promise.race([failed, Promise.resolve('alive')])).toBe('alive');
        for (const key of range(30).map((cell) => `cell ${cell}`)) {
          // What was refused may have been taken all the same, but never out of order.
          const numbers = reader.numbersOf(key);
          const first = numbers.filter((number, index) => numbers.indexOf(number) === index);
          expect(first).toEqual([...first].sort((one, other) => one - other));
        }
      },
      600_000,
    );
  });
}

const releases: (() => void)[] = [];

/** A reader that commits in memory and keeps what it saw, once for each position. */
class Collector implements Reader {
  messages: Message[] = [];
  positions = new Map<string, number>();
  readonly #hooks: { start?(gained: readonly TopicPartition[]): void; handle?(slice: Slice): Promise<void> | void };

  constructor(
    hooks: { start?(gained: readonly TopicPartition[]): void; handle?(slice: Slice): Promise<void> | void } = {},
  ) {
    this.#hooks = hooks;
  }

  start = async (gained: readonly TopicPartition[]): Promise<number[]> => {
    this.#hooks.start?.(gained);
    return gained.map(({ topic, partition }) => this.positions.get(`${topic}/${partition}`) ?? 0);
  };

  handle = async (slice: Slice): Promise<void> => {
    if (this.#hooks.handle) {
      await this.#hooks.handle(slice);
      if (slice.messages.length > 0) this.#commit(slice.messages[slice.messages.length - 1]);
    } else for (const message of slice.messages) this.take(message);
  };

  take(message: Message): void {
    this.messages.push(message);
    this.#commit(message);
  }

  #commit({ topic, partition, position }: Message): void {
    this.positions.set(`${topic}/${partition}`, position + 1);
  }

  numbersOf(key: string): number[] {
    return this.messages.filter((message) => message.key === key).map(numberOf);
  }
}

function message(topic: string, key: string, number: number) {
  const value = Buffer.alloc(4);
  value.writeInt32LE(number);
  // The first byte of a poison message is 0, and these are not.
  return { topic, key, value: Buffer.concat([Buffer.of(1), value]) };
}

/** Bytes that do not pack. */
function noise(topic: string, key: string, number: number, length: number) {
  const value = Buffer.alloc(length);
  let state = number + 1;
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    value[at] = state >>> 24;
  }
  value.writeUInt8(1);
  value.writeInt32LE(number, 1);
  return { topic, key, value };
}

function numberOf({ value }: Message): number {
  return Buffer.from(value).readInt32LE(1);
}

function nameOfError(error: unknown): string {
  return (error as Error).constructor.name;
}

async function zeros(gained: readonly TopicPartition[]): Promise<number[]> {
  return gained.map(() => 0);
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
