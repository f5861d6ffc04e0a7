import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readCycleTable, type CycleTable } from '@cellwatch/cyclers';
import { csvRows, noFacts, type CellFacts } from '@cellwatch/events';
import { sharedData } from '../support/shared-data.js';

/** A labelled event of a long table: what it is, and in which of its cycles. */
export interface Label {
  file: string;
  event: string;
  first_cycle: number;
  last_cycle: number;
}

const textOf = (file: string) => readFileSync(sharedData(`long_cycling/${file}`), 'utf8');

export function labels(): Label[] {
  const text = textOf('events.csv').replace(/^#.*\n/gm, '');
  return csvRows(text, ',').flatMap(({ fields: [file, , event, first, last] }) =>
    /^\d+$/.test(first) ? [{ file, event, first_cycle: Number(first), last_cycle: Number(last) }] : [],
  );
}

/** A table of `long_cycling` as the program reads it, of a cell of which `declared` is known. */
export function longTable(file: string, declared: Partial<CellFacts>): CycleTable {
  const factsOf = (cell_id: string) => ({ ...declared, cell_id, facts_version: noFacts });
  return readCycleTable(textOf(file), { file_name: basename(file), factsOf, time_zone: 'UTC' })!;
}
