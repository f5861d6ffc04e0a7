import { encodeResult, parseTestMove, topics, WireError, type TestMove } from '@cellwatch/events';
import { openPool, readCellCycles, readCellTests } from '@cellwatch/timescale';
import { attach } from '../attach.js';
import { exitCodes, UserError } from '../exit-codes.js';
import { textTable } from '../text-table.js';
import { untilSettled } from '../until-settled.js';
import { writeOut } from '../write-out.js';

export interface MoveOptions {
  data: string;
  from: string;
  to: string;
}

/** Moves a test that was booked on the wrong cell, and waits until both cells are right. */
export async function move(test_id: string, { data, from, to }: MoveOptions): Promise<number> {
  const message = messageOf({
    cell_id: from,
    test_id,
    to_cell_id: to,
    moved_at_unix_second: Date.now() / 1000,
  });
  const attached = await attach(data, () => undefined);
  const pool = openPool(attached.database_url);
  try {
    const tests = await readCellTests(pool, from);
    const booked = tests.find((test) => test.test_id === test_id);
    if (!booked)
      throw new UserError(
        `${test_id} is not booked on ${from}, expected one of its tests: ${tests.map((test) => test.test_id).join(', ') || 'it has none'}`,
      );
    await attached.stream.publish([message]);
    // Records that were under way to the old cell are sent on, and are then under way to the new one.
    for (const cells of [[from, to], [to]]) await untilSettled(pool, attached.stream, cells, attached.failed);
    const rows = await Promise.all(
      [from, to].map(async (cell_id) => [
        cell_id,
        (await readCellTests(pool, cell_id)).map((test) => test.test_id).join(' ') || '-',
        (await readCellCycles(pool, cell_id)).length,
      ]),
    );
    await writeOut(`${test_id}: ${booked.record_count} records moved from ${from} to ${to}\n`);
    await writeOut(textTable(['cell', 'tests', 'cycles'], rows));
    return exitCodes.ok;
  } finally {
    await pool.end();
    await attached.release();
  }
}

function messageOf(move: TestMove) {
  const value = encodeResult(move);
  try {
    parseTestMove(value);
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    throw new UserError(error.message, exitCodes.usage);
  }
  return { topic: topics.moves, key: move.cell_id, value };
}
