import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { partitionCount, partitionOf } from '@cellwatch/events';
import { openKafkaStream, type Message, type Stream } from '@cellwatch/stream';
import { startKafka, type TestKafka } from '../support/kafka.js';
import { unexercised } from '../support/unexercised.js';
import { until } from '../support/until.js';

const run = promisify(execFile);
const topic = 'cycler.records';
let kafka: TestKafka | null = null;
let stream: Stream;

beforeAll(async () => {
  const there = await run('kcat', ['-V']).then(
    () => true,
    () => false,
  );
  if (!there) return unexercised('kcat, as an independent client of Kafka');
  const started = await startKafka();
  if ('missing' in started) return;
  kafka = started;
  stream = await openKafkaStream({ brokers: kafka.brokers.split(',') });
  await stream.ensureTopics([topic]);
}, 900_000);
afterAll(async () => {
  await stream?.close();
  await kafka?.stop();
});

const keys = Array.from({ length: 60 }, (_, index) => `Zelle ${index} ${'ß'.repeat(index % 5)}`);

test('kcat reads the bytes that we publish, under their key, at the partition that murmur2 gives', async () => {
  if (!kafka) return;
  const messages = keys.map((key, index) => ({ topic, key, value: anyBytes(index) }));
  await stream.publish(messages);
  const args = ['-b', kafka.brokers, '-C', '-t', topic, '-o', 'beginning', '-e', '-q', '-f', '%p %K %S %k%s'];
  const { stdout } = await run('kcat', args, { encoding: 'buffer', maxBuffer: 1 << 26 });
  const read = parse(stdout);
  expect(read.length).toBe(messages.length);
  for (const { key, value } of messages) {
    const found = read.find((candidate) => candidate.key === key)!;
    expect(found.partition).toBe(partitionOf(key));
    expect(Buffer.compare(found.value, value)).toBe(0);
  }
});

test('we read what kcat writes, and both put a key into the same partition', async () => {
  if (!kafka) return;
  const ends = await stream.ends(topic);
  for (const codec of ['none', 'gzip'])
    await produce(
      codec,
      keys.map((key) => `${key}\t${codec} of ${key}`),
    );
  // Packed as we do not read it: one message tells of it, and the rest is read.
  await produce('snappy', [`cell\t${'a'.repeat(2_000)}`]);
  await produce('none', ['cell\tafter']);
  const seen: Message[] = [];
  await stream.read('kcat', [topic], {
    start: (gained) => Promise.resolve(gained.map(({ partition }) => ends[partition])),
    handle: async ({ messages }) => void seen.push(...messages),
  });
  await until(() => seen.length === 2 * keys.length + 2);
  for (const { key, partition } of seen.filter((message) => message.key !== ''))
    expect(partition).toBe(partitionOf(key));
  for (const key of keys)
    expect(seen.filter((message) => message.key === key).map(({ value }) => Buffer.from(value).toString())).toEqual([
      `none of ${key}`,
      `gzip of ${key}`,
    ]);
  const [unreadable, after] = seen.filter(
    ({ partition, key }) => partition === partitionOf('cell') && !keys.includes(key),
  );
  expect([unreadable.key, unreadable.headers]).toEqual([
    '',
    { unreadable: 'BadCompression: got Snappy, expected gzip or none' },
  ]);
  expect(Buffer.from(after.value).toString()).toBe('after');
  expect((await stream.ends(topic)).length).toBe(partitionCount);
});

async function produce(codec: string, lines: string[]): Promise<void> {
  const args = ['-b', kafka!.brokers, '-P', '-t', topic, '-K', '\t', '-z', codec];
  const child = spawn('kcat', [...args, '-X', 'topic.partitioner=murmur2_random'], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  child.stdin.end(lines.map((line) => `${line}\n`).join(''));
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect(code).toBe(0);
}

function parse(output: Buffer): { partition: number; key: string; value: Buffer }[] {
  const found = [];
  for (let at = 0; at < output.length;) {
    const [head, partition, keyLength, length] = /^(\d+) (\d+) (\d+) /.exec(
      output.subarray(at, at + 40).toString('latin1'),
    )!;
    const key = at + head.length;
    const value = key + Number(keyLength);
    at = value + Number(length);
    found.push({
      partition: Number(partition),
      key: output.subarray(key, value).toString(),
      value: output.subarray(value, at),
    });
  }
  return found;
}

/** Of every byte, in lengths up to that of a full record batch and more. */
function anyBytes(index: number): Buffer {
  return Buffer.from(Array.from({ length: index * 700 }, (_, at) => (at * 31 + index * 7 + (at >> 8)) & 255));
}
