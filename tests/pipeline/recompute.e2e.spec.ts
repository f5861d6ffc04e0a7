import { encodeRecordBatch, encodeResult, topics } from '@cellwatch/events';
import { definitionVersion } from '@cellwatch/electrochem';
import { startHouse, type House } from '../support/house.js';
import { lawCell } from '../support/law-cell.js';
import { runProgram } from '../support/program.js';
import { temporaryFolder } from '../support/temporary-folder.js';

let house: House;
const cells = [0, 1].map((seed) => lawCell(`recompute-${seed}`, seed));
const [first, second] = cells.map(({ facts }) => facts.cell_id);
const data = temporaryFolder();
const recompute = (...args: string[]) =>
  runProgram(['recompute', '--data', data, ...args], { DATABASE_URL: house.database.url }).ended;

interface Told {
  definition_version: number;
  accepted: number | null;
  cells: { cell_id: string; equal: number; changed: number; quantities: Record<string, unknown> }[];
}
const told = async (...args: string[]) => {
  const { code, stdout } = await recompute('--format', 'json', ...args);
  expect(code).toBe(0);
  return JSON.parse(stdout) as Told;
};

beforeAll(async () => {
  house = (await startHouse())!;
  for (const { facts, batches } of cells) {
    await house.stream.publish([{ topic: topics.facts, key: facts.cell_id, value: encodeResult(facts) }]);
    await house.stream.publish(
      batches.map((batch) => ({ topic: topics.records, key: batch.cell_id, value: encodeRecordBatch(batch) })),
    );
  }
  await house.settled([first, second]);
});
afterAll(() => house.stop());

/** All that a dry run could have touched. */
const everything = async () => [
  await house.rows(`select * from cycles order by cell_id, test_id, first_record_index, revision`),
  await house.rows(`select reader, cell_id, covers, state, dirty from checkpoints order by reader, cell_id`),
  await house.rows(`select * from accepted_definitions`),
  await Promise.all(Object.values(topics).map((topic) => house.stream.ends(topic))),
];

test('what the program itself has computed is equal, cell by cell', async () => {
  const { definition_version, accepted, cells: found } = await told();
  expect([definition_version, accepted]).toEqual([definitionVersion, definitionVersion]);
  expect(found.map(({ cell_id }) => cell_id)).toEqual([first, second]);
  for (const cell of found) {
    expect(cell).toMatchObject({ changed: 0, new: 0, gone: 0, open: 1, quantities: {} });
    expect(cell.equal).toBeGreaterThan(7);
  }
});

test('what another arithmetic had computed is shown by quantity, with the largest change; nothing is written', async () => {
  await house.pool.query(
    `update cycles set coulombic_efficiency = coulombic_efficiency + 0.001 * derived_cycle_count
    where cell_id = $1 and derived_cycle_count in (4, 5)`,
    [first],
  );
  await house.pool.query(`delete from cycles where cell_id = $1 and derived_cycle_count = 6`, [first]);
  await house.pool.query(
    `insert into cycles select (jsonb_populate_record(c, '{"first_record_index": 7}')).*
    from cycles c where cell_id = $1 and derived_cycle_count = 3 and facts_version <> '0'`,
    [first],
  );
  const before = await everything();
  const [change] = (await told('--cell', first)).cells;
  const [{ now, old }] = await house.rows<{ now: number; old: number }>(
    `select coulombic_efficiency - 0.005 as now, coulombic_efficiency as old
    from cycles_current where cell_id = $1 and derived_cycle_count = 5`,
    [first],
  );
  expect(change).toMatchObject({ cell_id: first, changed: 2, new: 1, gone: 1, open: 1 });
  expect(change.quantities).toEqual({
    coulombic_efficiency: {
      cycles: 2,
      largest: {
        test_id: `${first}-a`,
        first_record_index: expect.any(Number),
        derived_cycle_count: 5,
        old,
        new: expect.closeTo(now, 12),
      },
    },
  });

  const { code, stdout } = await recompute();
  expect(code).toBe(0);
  expect(stdout).toMatch(new RegExp(`^${first}: \\d+ equal, 2 changed, 1 new, 1 gone, 1 open$`, 'm'));
  expect(stdout).toMatch(/^coulombic_efficiency +2 +5 +[\d.]+ +[\d.]+$/m);
  expect(stdout).toMatch(new RegExp(`^${second}: \\d+ equal, 0 changed, 0 new, 0 gone, 1 open$`, 'm'));
  expect(await everything()).toEqual(before);
});

test('--accept shows the same and accepts; twice is once', async () => {
  await house.pool.query(`truncate accepted_definitions`);
  const dry = await recompute();
  const accepting = await recompute('--accept');
  expect(accepting.code).toBe(0);
  expect(accepting.stdout).toBe(dry.stdout);
  expect(accepting.stderr).toContain(`definition ${definitionVersion} is accepted`);
  expect(await house.rows(`select definition_version from accepted_definitions`)).toEqual([
    { definition_version: definitionVersion },
  ]);
  expect((await recompute('--accept')).stderr).toContain('was already accepted');
});

test('a cell that nobody saw fails, and --accept for some cells alone is wrong usage', async () => {
  const unknown = await recompute('--cell', 'nobody');
  expect([unknown.code, unknown.stdout]).toEqual([1, '']);
  expect(unknown.stderr).toContain('--cell nobody: no such cell was ever seen');
  expect((await recompute('--accept', '--cell', first)).code).toBe(2);
  expect((await recompute('--format', 'xml')).code).toBe(2);
});
