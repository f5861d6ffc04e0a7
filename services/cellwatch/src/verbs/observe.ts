import { encodeResult, topics, type CellObservation } from '@cellwatch/events';
import { openPool, readCell, readObservationRevisions, type Pool } from '@cellwatch/timescale';
import { attach } from '../attach.js';
import { exitCodes, UserError } from '../exit-codes.js';
import { readObservationsFile } from '../observations-file.js';
import { textTable } from '../text-table.js';
import { untilSettled } from '../until-settled.js';
import { writeOut } from '../write-out.js';

export interface ObserveOptions {
  data: string;
}

/** Takes what a file lists as measured by hand. What is there already stays as it is; what was retracted stands again. */
export async function observe(path: string, options: ObserveOptions): Promise<number> {
  const observations = await readObservationsFile(path);
  const attached = await attach(options.data, () => undefined);
  const pool = openPool(attached.database_url);
  try {
    await checkCells(pool, path, [...new Set(observations.map(({ cell_id }) => cell_id))]);
    const told = await Promise.all(observations.map((observation) => take(pool, observation)));
    for (const { observation, verdict } of told)
      if (verdict !== 'there')
        await attached.stream.publish([
          { topic: topics.observations, key: observation.cell_id, value: encodeResult(observation) },
        ]);
    const cells = [...new Set(observations.map(({ cell_id }) => cell_id))];
    await untilSettled(pool, attached.stream, cells, attached.failed);
    await writeOut(
      textTable(
        ['cell', 'observation', 'quantity', 'value', 'unit', 'verdict'],
        told.map(({ observation: { cell_id, observation_id, quantity, value, unit }, verdict }) => [
          cell_id,
          observation_id,
          quantity,
          value ?? '-',
          unit,
          verdict,
        ]),
      ),
    );
    return exitCodes.ok;
  } finally {
    await pool.end();
    await attached.release();
  }
}

/** A mistyped name would make a cell of its own. */
async function checkCells(pool: Pool, path: string, cell_ids: string[]): Promise<void> {
  const seen = await Promise.all(cell_ids.map((cell_id) => readCell(pool, cell_id)));
  const unknown = cell_ids.filter((_, index) => !seen[index]);
  if (unknown.length === 0) return;
  throw new UserError(
    `${path}: no such cell: ${unknown.join(', ')}; expected cells that were declared or have records`,
    exitCodes.usage,
  );
}

async function take(
  pool: Pool,
  observation: CellObservation,
): Promise<{ observation: CellObservation; verdict: 'new' | 'there' | 'again' }> {
  const { cell_id, observation_id } = observation;
  const last = (await readObservationRevisions(pool, cell_id, [observation_id])).get(observation_id);
  if (!last) return { observation, verdict: 'new' };
  if (!last.retracted) return { observation, verdict: 'there' };
  return { observation: { ...observation, revision: last.revision + 1 }, verdict: 'again' };
}
