import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { declareFacts, encodeResult, topics, type CellFacts, type CycleSummary } from '@cellwatch/events';
import { ingestFile } from '@cellwatch/ingest';
import { writeMaccorText } from '@cellwatch/synthetic-cell';
import type { House } from '../support/house.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { cyclerLog } from './cycler-log.js';
import type { TruthCell } from './truth-cell.js';

/** What the database says of the cells, once their files went through the whole pipeline. */
export type Laboratory = (name: string) => MeasuredCell;

export interface MeasuredCell {
  facts: CellFacts;
  /** Of `cycles_current`, in order. */
  cycles: CycleSummary[];
  /** By its derived number. */
  cycle(derived_cycle_count: number): CycleSummary;
  /** Half n of the cell's life, as its records say. */
  half(n: number): { seconds: number; ampere: number };
  records: MeasuredRecord[];
}

export interface MeasuredRecord {
  step_id: number;
  step_time_second: number;
  voltage_volt: number;
  current_ampere: number;
}

/** Writes a vendor's file of each cell, imports them all, and reads back what came of them. */
export async function importCells(house: House, cells: readonly TruthCell[]): Promise<Laboratory> {
  const folder = temporaryFolder();
  const facts = new Map(cells.map((cell) => [cell.name, declareFacts({ ...cell.facts, cell_id: cell.name })]));
  await house.stream.publish(
    [...facts].map(([key, declared]) => ({ topic: topics.facts, key, value: encodeResult(declared) })),
  );
  await house.settled([...facts.keys()]);
  await Promise.all(
    cells.map(async (cell) => {
      const file = join(folder, `${cell.name}.001`);
      const records = writeFile(file, cell);
      const tally = await ingestFile(house.stream, file, { file_name: file, cell_id: cell.name, time_zone: 'UTC' });
      if (tally.records !== records || Object.keys(tally.rejects).length > 0)
        throw new Error(
          `${cell.name}: ${tally.records} records of ${records}, rejects ${JSON.stringify(tally.rejects)}`,
        );
    }),
  );
  rmSync(folder, { recursive: true });
  await house.settled([...facts.keys()]);
  const measured = new Map<string, MeasuredCell>();
  for (const cell of cells) measured.set(cell.name, await readCell(house, cell, facts.get(cell.name)!));
  return (name) => {
    const found = measured.get(name);
    if (!found) throw new Error(`no cell ${name}, expected one of ${[...measured.keys()].join(', ')}`);
    return found;
  };
}

function writeFile(file: string, cell: TruthCell): number {
  const { clock = 'second', signed_current = false, counters = true } = cell;
  const log = cyclerLog(cell);
  const text = writeMaccorText([log], {
    clock,
    signed_current,
    counters,
    temperature: cell.cycles.some(({ celsius }) => celsius !== undefined),
    file_name: `C:\\Data\\${cell.name}.001`,
    procedure: 'TRUTH.000',
    comment: '',
    exported_at_unix_second: log.exported_at,
    started_at_unix_second: log.columns.unix_time_second![0],
  });
  writeFileSync(file, [...text].join(''));
  return log.length;
}

async function readCell(house: House, { name, keep_records }: TruthCell, facts: CellFacts): Promise<MeasuredCell> {
  const cycles = await house.rows<CycleSummary>(
    `select * from cycles_current where cell_id = $1 order by first_record_index`,
    [name],
  );
  const steps = await house.rows<{ step_id: number; seconds: number; ampere: number }>(
    `select step_id, max(step_time_second) as seconds, max(abs(current_ampere)) as ampere
    from records where cell_id = $1 group by step_id`,
    [name],
  );
  const records = keep_records
    ? await house.rows<MeasuredRecord>(
        `select step_id, step_time_second, voltage_volt, current_ampere
        from records where cell_id = $1 order by record_index`,
        [name],
      )
    : [];
  return {
    facts,
    cycles,
    records,
    cycle(derived_cycle_count) {
      const found = cycles.find((cycle) => cycle.derived_cycle_count === derived_cycle_count);
      if (!found) throw new Error(`${name} has no cycle ${derived_cycle_count}, but ${cycles.length} cycles`);
      return found;
    },
    half(n) {
      const found = steps.find(({ step_id }) => step_id === 2 * n);
      if (!found) throw new Error(`${name} has no half ${n}`);
      return found;
    },
  };
}
