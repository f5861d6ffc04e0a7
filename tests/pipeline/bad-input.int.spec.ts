import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import kafkajs from 'kafkajs';
import { encodeRecordBatch, partitionOf, topics } from '@cellwatch/events';
import { OutageError } from '@cellwatch/stream';
import { startEmbeddedPostgres } from '@cellwatch/timescale';
import { ingestFile, watchFolder } from '@cellwatch/ingest';
import { startHouse, type House } from '../support/house.js';
import { maccorFile, type MaccorFile } from '../support/maccor-file.js';
import { runProgram } from '../support/program.js';
import { hasSharedData, sharedData } from '../support/shared-data.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { transports } from '../support/transports.js';
import { unexercised } from '../support/unexercised.js';
import { until } from '../support/until.js';

interface Refused {
  line: number;
  reason: string;
  message: string;
  bytes: Buffer;
}

const refusedOf = (house: House, source: string) =>
  house.rows<Refused>(`select line::int, reason, message, bytes from rejects where source = $1 order by line`, [
    source,
  ]);

const recordsOf = async (house: House, cell_id: string) => {
  const [{ count }] = await house.rows<{ count: number }>(
    `select count(*)::int as count from records where cell_id = $1`,
    [cell_id],
  );
  return count;
};

const cyclesOf = (house: House, cell_id: string) =>
  house.rows<{ cycle_charging_capacity_ah: number; cycle_discharging_capacity_ah: number; flags: string[] }>(
    `select cycle_charging_capacity_ah, cycle_discharging_capacity_ah, flags from cycles_current where cell_id = $1
    order by first_record_index`,
    [cell_id],
  );

/** A file's line with some of its cells changed; cells by their place. */
function changed(line: string, cells: Record<number, string>): string {
  return line
    .split('\t')
    .map((cell, at) => cells[at] ?? cell)
    .join('\t');
}
const column = { test: 3, current: 7, voltage: 8, date: 11 };

describe('files', () => {
  let house: House;
  const folder = temporaryFolder();
  beforeAll(async () => {
    house = (await startHouse())!;
  });
  afterAll(() => house.stop());

  async function take(name: string, bytes: string | Uint8Array) {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    const tally = await ingestFile(house.stream, path, { file_name: path, time_zone: 'UTC' });
    await house.settled([tally.cell_id ?? 'nobody']);
    return { tally, refused: await refusedOf(house, path) };
  }

  test('gzip that was cut: what could be read is taken, half a row is not, and the file is refused with its reason', async () => {
    const file = maccorFile('cut-gzip', { cycles: 6, voltage_noise_volt: 0.001 });
    const whole = gzipSync(file.text);
    const { tally, refused } = await take('cut-gzip.001.gz', whole.subarray(0, whole.length / 2));
    expect(tally.records).toBeGreaterThan(100);
    expect(tally.records).toBeLessThan(file.records);
    expect(await recordsOf(house, 'cut-gzip')).toBe(tally.records);
    expect(refused).toMatchObject([
      {
        line: 0,
        reason: 'unreadable',
        message: expect.stringMatching(
          /cut-gzip.001.gz: got "unexpected end of file" \(\d+ bytes\), expected a whole gzip file/,
        ),
      },
    ]);
    expect(file.lines[tally.records + 2].startsWith(refused[0].bytes.toString())).toBe(true);
    // once it is whole, all of it is there
    await take('cut-gzip.001.gz', whole);
    expect(await recordsOf(house, 'cut-gzip')).toBe(file.records);
  });

  test('gzip that is none, and gzip with a flipped byte', async () => {
    const none = await take('none.gz', 'Rec#\tCyc#\n');
    expect(none.refused).toMatchObject([
      { line: 0, reason: 'unreadable', message: expect.stringContaining('incorrect header check') },
    ]);
    const bytes = gzipSync(maccorFile('flipped', { cycles: 4, voltage_noise_volt: 0.001 }).text);
    bytes[bytes.length - 6] ^= 0xff;
    const flipped = await take('flipped.gz', bytes);
    expect(flipped.refused).toMatchObject([
      { line: 0, reason: 'unreadable', message: expect.stringContaining('incorrect data check') },
    ]);
  });

  test('a last row that was cut is refused with its bytes, the rows before it are taken', async () => {
    const file = maccorFile('cut-row');
    const end = file.text.length - file.lines.at(-1)!.length + 20;
    const { tally, refused } = await take('cut-row.001', file.text.slice(0, end));
    expect(tally.records).toBe(file.records - 1);
    expect(refused).toMatchObject([{ line: file.lines.length, reason: 'truncated_row' }]);
    expect(refused[0].message).toMatch(/cut-row\.001:\d+: got \d fields, expected 12/);
    expect(file.lines.at(-1)!.startsWith(refused[0].bytes.toString())).toBe(true);
    expect(refused[0].bytes.length).toBeGreaterThan(10);
  });

  const wrong: [string, string | Uint8Array, string, RegExp][] = [
    ['empty.001', '', 'empty', /got no text, expected a cycler file/],
    ['empty.001.gz', gzipSync(''), 'empty', /got no text/],
    ['nothing.gz', '', 'unreadable', /\(0 bytes\), expected a whole gzip file/],
    [
      'binary.001',
      Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2]),
      'binary',
      /zero byte at offset 4\), expected text/,
    ],
    ['packed.001', gzipSync('Rec#'), 'binary', /got gzip, expected text/],
    ['letter.001', 'Dear lab,\nnothing attached\n', 'unknown_format', /got "Dear lab,", expected a header of one of/],
    [`${'n'.repeat(240)}.001`, 'no cycler\n', 'unknown_format', /got "no cycler"/],
  ];
  test.each(wrong)('%s is refused whole', async (name, bytes, reason, message) => {
    const { tally, refused } = await take(name, bytes);
    expect(tally.records).toBe(0);
    expect(refused).toMatchObject([{ line: 0, reason, message: expect.stringMatching(message) }]);
    if (reason !== 'unreadable' && reason !== 'empty') expect([...refused[0].bytes]).toEqual([...Buffer.from(bytes)]);
  });

  (hasSharedData() ? test : test.skip)('another vendor’s file is refused with its header shown', async () => {
    const path = sharedData('long_cycling/silicon_ife/20180418_sf033_4_cc_01_stats.csv');
    const tally = await ingestFile(house.stream, path, { file_name: path, time_zone: 'UTC' });
    expect(tally.records).toBe(0);
    await house.settled([tally.cell_id!]);
    expect(await refusedOf(house, path)).toMatchObject([
      { line: 0, reason: 'unknown_format', message: expect.stringMatching(/test_time.*expected a header of one of/i) },
    ]);
  });

  test('two files of one name in two folders are refused apart', async () => {
    mkdirSync(join(folder, 'a'));
    mkdirSync(join(folder, 'b'));
    const first = await take('a/x.001', 'one\n');
    const second = await take('b/x.001', 'two\n');
    expect([first, second].map(({ refused }) => refused.map(({ bytes }) => String(bytes)))).toEqual([
      ['one\n'],
      ['two\n'],
    ]);
  });

  test('a name longer than a key holds still names one cell', async () => {
    const file = maccorFile('x'.repeat(190));
    const { tally } = await take('long.001', file.text.replaceAll('x'.repeat(190), 'y'.repeat(400)));
    expect(tally.records).toBe(file.records);
    expect(tally.cell_id).toHaveLength(200);
    expect(await recordsOf(house, tally.cell_id!)).toBe(file.records);
  });

  const values: [string, Record<number, string>, string, RegExp][] = [
    ['NaN', { [column.voltage]: 'NaN' }, 'not_a_number', /Volts: got "NaN", expected a number in V/],
    ['infinite', { [column.current]: 'Infinity' }, 'not_a_number', /Amps: got "Infinity", expected a number in A/],
    ['as C prints it', { [column.current]: '1.#INF' }, 'not_a_number', /Amps: got "1\.#INF"/],
    ['beyond float64', { [column.voltage]: '1e999' }, 'implausible', /Volts: got Infinity .*expected at most 20/],
    [
      'absurd',
      { [column.voltage]: '-2500.0' },
      'implausible',
      /Volts: got -2500 \(voltage_volt\), expected at most 20/,
    ],
    ['millivolts', { [column.voltage]: '3512.4' }, 'implausible', /Volts: got 3512\.4/],
    [
      'milliamperes',
      { [column.current]: '623.45' },
      'unit_suspect',
      /Amps: got .*623\.45 A, expected at most 500 A; if these are mA/,
    ],
    ['a word', { [column.test]: 'soon' }, 'bad_time', /Test \(Sec\): got "soon", expected a time/],
    ['no date', { [column.date]: '13/45/2023 99:00:00' }, 'bad_date', /got "13\/45\/2023 99:00:00", expected a date/],
  ];
  test.each(values)(
    '%s: the row is refused with its bytes, the others are taken',
    async (name, cells, reason, message) => {
      const cell = `value-${name.replaceAll(' ', '-')}`;
      const file = maccorFile(cell);
      const lines = [...file.lines];
      lines[50] = changed(lines[50], cells);
      const { tally, refused } = await take(`${cell}.001`, lines.join('\r\n') + '\r\n');
      expect(refused).toMatchObject([{ line: 51, reason, message: expect.stringMatching(message) }]);
      expect(refused[0].message).toContain(`${cell}.001:51: `);
      expect(refused[0].bytes.toString().trim()).toBe(lines[50]);
      expect(tally.records).toBe(file.records - 1);
      expect(await recordsOf(house, cell)).toBe(file.records - 1);
      // one record less moves no capacity
      const [cycle] = await cyclesOf(house, cell);
      expect(cycle.cycle_charging_capacity_ah / file.truth[0].cycle_charging_capacity_ah).toBeCloseTo(1, 3);
    },
  );

  describe('a clock that jumps', () => {
    const wall = (zone: string) => {
      const format = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hourCycle: 'h23',
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
      });
      return (unix: number) => format.format(unix * 1000).replace(', ', ' ');
    };
    const unixOf = (file: MaccorFile) => file.batches.flatMap(({ columns }) => [...columns.unix_time_second!]);
    async function journey(
      cell: string,
      file: MaccorFile,
      date: (unix: number, row: number) => string,
      time_zone: string,
    ) {
      const unix = unixOf(file);
      const lines = file.lines.map((line, at) =>
        at < 2 ? line : changed(line, { [column.date]: date(unix[at - 2], at - 2) }),
      );
      const path = join(folder, `${cell}.001`);
      writeFileSync(path, lines.join('\r\n') + '\r\n');
      const tally = await ingestFile(house.stream, path, { file_name: path, time_zone });
      expect(tally.rejects).toEqual({});
      await house.settled([cell]);
      return house.rows<{ unix: number }>(
        `select extract(epoch from recorded_at)::float8 as unix from records where cell_id = $1 order by record_index`,
        [cell],
      );
    }

    test.each([
      ['back', Date.UTC(2023, 10, 5, 4) / 1000],
      ['forward', Date.UTC(2024, 2, 10, 4) / 1000],
    ])('put %s for the season: no second is lost or told twice', async (name, starts_at_unix_second) => {
      const file = maccorFile(`season-${name}`, { starts_at_unix_second });
      const found = await journey(`season-${name}`, file, wall('America/Los_Angeles'), 'America/Los_Angeles');
      expect(found.map(({ unix }) => unix)).toEqual(unixOf(file));
    });

    test('set back by a day, and later right: capacities are those of the test’s own clock', async () => {
      const file = maccorFile('set-back');
      const undisturbed = maccorFile('not-set-back');
      const utc = wall('UTC');
      await journey('set-back', file, (unix, row) => utc(row > 100 && row < 300 ? unix - 86_400 : unix), 'UTC');
      await journey('not-set-back', undisturbed, utc, 'UTC');
      expect(await recordsOf(house, 'set-back')).toBe(file.records);
      const capacities = async (cell: string) =>
        (await cyclesOf(house, cell)).map((cycle) => [
          cycle.cycle_charging_capacity_ah,
          cycle.cycle_discharging_capacity_ah,
        ]);
      expect(await capacities('set-back')).toEqual(await capacities('not-set-back'));
      expect(await capacities('set-back')).toHaveLength(2);
    });

    test('a test that was paused for a day: the wall clock goes on, the test’s does not, and nothing is added', async () => {
      const file = maccorFile('paused');
      const utc = wall('UTC');
      await journey('paused', file, (unix, row) => utc(row > 100 ? unix + 86_400 : unix), 'UTC');
      const [cycle] = await cyclesOf(house, 'paused');
      const [plain] = await cyclesOf(house, 'not-set-back');
      expect(cycle.cycle_charging_capacity_ah).toBe(plain.cycle_charging_capacity_ah);
    });
  });
});

describe('a watched folder', () => {
  let house: House;
  let folder: string;
  let watching: Awaited<ReturnType<typeof watchFolder>>;
  let taken: string[];
  let troubles: string[];
  beforeAll(async () => {
    house = (await startHouse())!;
  });
  afterAll(() => house.stop());
  beforeEach(() => {
    folder = temporaryFolder();
    taken = [];
    troubles = [];
  });
  afterEach(() => watching.stop());
  const follow = async () => {
    watching = await watchFolder(house.stream, house.pool, {
      folder,
      time_zone: 'UTC',
      onTaken: (path) => taken.push(basename(path)),
      onTrouble: (path, error) => troubles.push(`${basename(path)}: ${error.message}`),
    });
  };
  const landed = async (cell: string, count: number) => {
    await until(async () => (await recordsOf(house, cell)) >= count);
    await house.settled([cell]);
    expect(await recordsOf(house, cell)).toBe(count);
  };

  test('a file that is made empty, grows in pieces that end anywhere, and gets its last line end late', async () => {
    const file = maccorFile('growing');
    const path = join(folder, 'growing.001');
    await follow();
    writeFileSync(path, '');
    const cuts = [100, 300, 5_000, 5_001, 20_000, file.text.length - 30, file.text.length - 2, file.text.length];
    let from = 0;
    for (const to of cuts) {
      appendFileSync(path, file.text.slice(from, to));
      from = to;
      const rows = Math.max(0, file.text.slice(0, to).split('\r\n').length - 3);
      await landed('growing', rows);
    }
    expect(await refusedOf(house, path)).toEqual([]);
    expect(troubles).toEqual([]);
    const [cycle] = await cyclesOf(house, 'growing');
    expect(cycle.cycle_charging_capacity_ah / file.truth[0].cycle_charging_capacity_ah).toBeCloseTo(1, 3);
  });

  test('a file that another of its name replaces, longer or shorter: both tests are whole', async () => {
    const path = join(folder, 'channel.001');
    const [first, longer, shorter] = [
      maccorFile('first'),
      maccorFile('longer', { cycles: 3 }),
      maccorFile('shorter', { cycles: 1 }),
    ];
    await follow();
    for (const [cell, file] of [
      ['first', first],
      ['longer', longer],
      ['shorter', shorter],
    ] as const) {
      writeFileSync(path, file.text);
      await landed(cell, file.records);
    }
    expect(await recordsOf(house, 'first')).toBe(first.records);
    expect(await recordsOf(house, 'longer')).toBe(longer.records);
    expect(troubles).toEqual([]);
  });

  test('what cannot be read tells so once, and stops nobody', async () => {
    const long = new Date(Date.now() - 60_000);
    const put = (name: string, bytes: string | Uint8Array) => {
      writeFileSync(join(folder, name), bytes);
      utimesSync(join(folder, name), long, long);
    };
    execFileSync('mkfifo', [join(folder, 'a-pipe.001')]);
    symlinkSync(join(folder, 'nowhere'), join(folder, 'b-link.001'));
    mkdirSync(join(folder, 'c-folder.001'));
    put('d-empty.001', '');
    put('e-binary.001', Uint8Array.from([1, 2, 0, 3]));
    put('f-letter.001', 'Dear lab,\n');
    put('g-cut.001.gz', gzipSync(maccorFile('unseen').text).subarray(0, 50));
    put('h-other.csv', 'Data_Point,Test_Time\n' + '1,2\n'.repeat(40));
    const good = maccorFile('neighbour');
    put('z-good.001', good.text);
    await follow();
    await landed('neighbour', good.records);
    await until(() => ['e-binary.001', 'g-cut.001.gz', 'h-other.csv'].every((name) => taken.includes(name)));
    await until(() => troubles.length > 1);
    expect(troubles.sort()).toEqual([
      'a-pipe.001: got a pipe, a socket or a device, expected a file',
      expect.stringMatching(/^f-letter\.001: got 10 bytes and no header that is known, expected a cycler file/),
    ]);
    for (const [name, reason] of [
      ['e-binary.001', 'binary'],
      ['g-cut.001.gz', 'unreadable'],
      ['h-other.csv', 'unknown_format'],
    ]) {
      await until(async () => (await refusedOf(house, join(folder, name))).length > 0);
      expect(await refusedOf(house, join(folder, name))).toMatchObject([{ reason }]);
    }
    // it comes alive later
    const late = maccorFile('late');
    writeFileSync(join(folder, 'nowhere'), late.text);
    await landed('late', late.records);
  });
});

test('the import of a folder names what it could not read and goes on to the next file', async () => {
  const folder = temporaryFolder();
  const files = join(folder, 'files');
  mkdirSync(files);
  writeFileSync(join(files, 'a.001.gz'), 'no gzip');
  writeFileSync(join(files, 'b.001'), maccorFile('after').text);
  const { code, stdout } = await runProgram(['import', files, '--data', join(folder, 'data'), '--time-zone', 'UTC'])
    .ended;
  expect(stdout).toMatch(
    /a\.001\.gz .* 0 +0 +1 +1 unreadable: .*a\.001\.gz: got "incorrect header check" \(7 bytes\), expected a whole gzip file/,
  );
  expect(stdout).toMatch(/b\.001 +after +\d+ +2 +0/);
  expect(code).toBe(3);
  const { code: parsed, stderr } = await runProgram(['parse', join(files, 'a.001.gz'), '--time-zone', 'UTC']).ended;
  expect(parsed).toBe(1);
  expect(stderr).toContain('unreadable');
});

describe.each(transports)('messages, over $name', ({ name, start }) => {
  let house: House | null;
  beforeAll(async () => {
    house = await startHouse(start);
  });
  afterAll(() => house?.stop());

  const graves = (key: string) =>
    house!.rows<{ topic: string; key: string; reason: string; value: Buffer }>(
      `select topic, key, reason, value from dead_letters where key = $1 order by topic, position`,
      [key],
    );
  /** A cell in the same partition. */
  const neighbourOf = (cell: string) => {
    for (let number = 0; ; number++)
      if (partitionOf(`near-${cell}-${number}`) === partitionOf(cell)) return `near-${cell}-${number}`;
  };
  const publish = (file: MaccorFile) =>
    house!.stream.publish(
      file.batches.map((batch) => ({ topic: topics.records, key: batch.cell_id, value: encodeRecordBatch(batch) })),
    );

  const [batch] = maccorFile('other').batches;
  const bytes: [string, string, Uint8Array, RegExp][] = [
    ['words', topics.records, Buffer.from('{"voltage": 3.2}'), /expected/],
    ['nothing', topics.records, new Uint8Array(0), /expected/],
    ['half', topics.records, encodeRecordBatch(batch).subarray(0, 200), /expected/],
    ['another', topics.records, encodeRecordBatch(batch), /key is "another-\w+", expected its cell_id other/],
    ['large', topics.records, new Uint8Array(1_900_000).fill(7), /expected/],
    ['facts', topics.facts, Buffer.from('{"cell_id": "x"}'), /facts_version|expected/],
    ['json', topics.facts, Buffer.from('{'), /JSON|expected/],
    ['reject', topics.rejects, Buffer.from('{"source": 1}'), /source/],
  ];
  test.each(bytes)(
    '%s: kept with its reason, and the neighbour in its partition lands',
    async (what, topic, value, reason) => {
      if (!house) return;
      const key = `${what}-${name}`;
      const neighbour = neighbourOf(key);
      const file = maccorFile(neighbour);
      await house.stream.publish([{ topic, key, value }]);
      await publish(file);
      await house.settled([key, neighbour]);
      await until(async () => (await graves(key)).length > 0);
      const found = await graves(key);
      expect(found).toMatchObject([{ topic, key, reason: expect.stringMatching(reason) }]);
      expect(Buffer.compare(found[0].value, Buffer.from(value))).toBe(0);
      expect(await recordsOf(house, neighbour)).toBe(file.records);
      expect(await cyclesOf(house, neighbour)).toHaveLength(2);
    },
  );

  test('a message beyond the largest is refused before it is sent, with its size', async () => {
    if (!house) return;
    const value = new Uint8Array(9 << 20);
    await expect(house.stream.publish([{ topic: topics.records, key: 'huge', value }])).rejects.toThrow(
      /key "huge": got 9437188 bytes, expected at most 8388608/,
    );
  });

  test('a gzip bomb of another producer is kept packed, and its partition goes on', async () => {
    if (!house || name !== 'kafka') return;
    const client = new kafkajs.Kafka({
      brokers: house.transport.env.KAFKA_BROKERS.split(','),
      logCreator: () => () => undefined,
    });
    const partition = partitionOf('near-bomb');
    const producer = client.producer({ createPartitioner: () => () => partition });
    await producer.connect();
    const value = Buffer.alloc(12 << 20);
    await producer.send({
      topic: topics.records,
      compression: kafkajs.CompressionTypes.GZIP,
      messages: [
        { key: 'bomb', value },
        { key: 'bomb', value },
      ],
    });
    await producer.disconnect();
    const file = maccorFile('near-bomb');
    await publish(file);
    await house.settled(['near-bomb']);
    const found = async () =>
      house!.rows<{ reason: string; value: Buffer }>(
        `select reason, value from dead_letters where topic = $1 and partition = $2 and reason like '%BadCompression%'`,
        [topics.records, partition],
      );
    await until(async () => (await found()).length > 0);
    expect((await found())[0].reason).toMatch(/got \d+ bytes, expected gzip of at most 16777216 bytes/);
    expect([...(await found())[0].value.subarray(0, 2)]).toEqual([0x1f, 0x8b]);
    expect(await recordsOf(house, 'near-bomb')).toBe(file.records);
    expect(await cyclesOf(house, 'near-bomb')).toHaveLength(2);
  });

  test('a database that is away while records come: nothing is lost, nobody has to be started again', async () => {
    if (!house || house.database.kind !== 'embedded') return;
    const folder = temporaryFolder();
    const watched = maccorFile(`watched-${name}`);
    const sent = maccorFile(`sent-${name}`, { cycles: 3 });
    const troubles: string[] = [];
    const watching = await watchFolder(house.stream, house.pool, {
      folder,
      time_zone: 'UTC',
      onTrouble: (_, error) => troubles.push(error.message),
    });
    const path = join(folder, 'watched.001');
    writeFileSync(path, watched.text.slice(0, 6_000));
    await until(async () => (await recordsOf(house!, `watched-${name}`)) > 0);
    await house.database.kill();
    appendFileSync(path, watched.text.slice(6_000));
    await until(() => troubles.length > 0);
    const publishing = insist(() => publish(sent));
    await house.database.restart();
    await publishing;
    await until(async () => (await recordsOf(house!, `watched-${name}`)) === watched.records);
    await house.settled([`watched-${name}`, `sent-${name}`]);
    await watching.stop();
    expect(troubles[0]).toMatch(/ECONNREFUSED|terminated|away|shut|database/i);
    expect(await recordsOf(house, `sent-${name}`)).toBe(sent.records);
    expect(await cyclesOf(house, `watched-${name}`)).toHaveLength(2);
    expect(await cyclesOf(house, `sent-${name}`)).toHaveLength(3);
  });
});

test('a full disk is an outage that says so; with room again everything lands, and nothing was lost', async () => {
  const disk = temporaryFolder();
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=192m,mode=755', 'cellwatch-test', disk]).status !== 0)
    return unexercised('a full disk: a small file system cannot be mounted here', { nowhere: true });
  try {
    await onDisk(disk);
  } finally {
    spawnSync('umount', ['-l', disk]);
  }
});

async function onDisk(disk: string): Promise<void> {
  const settings = { max_wal_size: '32MB', min_wal_size: '32MB', shared_buffers: '16MB' };
  let server = await startEmbeddedPostgres({ folder: join(disk, 'postgres'), settings });
  const house = (await startHouse(transports[0].start, async () => ({
    url: server.url,
    kind: 'embedded' as const,
    timescaledb: false,
    stop: () => server.stop(),
    kill: () => server.kill(),
    async restart() {
      const { port } = server;
      await server.stop();
      server = await startEmbeddedPostgres({ folder: join(disk, 'postgres'), port, settings });
    },
  })))!;
  let ended = false;
  void server.ended.then(() => (ended = true));
  try {
    const file = maccorFile('full', { cycles: 40, sampling_second: 20, voltage_noise_volt: 0.001 });
    const messages = file.batches.map((batch) => ({
      topic: topics.records,
      key: batch.cell_id,
      value: encodeRecordBatch(batch),
    }));
    const ballast = join(disk, 'ballast');
    expect(spawnSync('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=64k'], { encoding: 'utf8' }).stderr).toContain(
      'No space left',
    );
    const troubles: string[] = [];
    const waiting = [...messages];
    const sending = (async () => {
      while (waiting.length > 0)
        await house.stream.publish(waiting.slice(0, 4)).then(
          () => waiting.splice(0, 4),
          async (error: Error) => {
            if (!(error instanceof OutageError)) throw error;
            troubles.push(error.message);
            await sleep(50);
          },
        );
    })();
    await until(() => troubles.length > 0 || waiting.length === 0);
    expect(troubles[0]).toMatch(/No space left on device/);
    rmSync(ballast);
    if (ended) await house.database.restart();
    await sending;
    await house.settled(['full']);
    expect(await recordsOf(house, 'full')).toBe(file.records);
    expect(await cyclesOf(house, 'full')).toHaveLength(40);
  } finally {
    await house.stop();
  }
}

/** As whoever sends must: an outage means send again. */
async function insist(action: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof OutageError)) throw error;
    }
  }
}
