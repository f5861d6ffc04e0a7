import { createHash } from 'node:crypto';
import { quantise } from '@cellwatch/events';
import type { BoundColumns } from './bind-columns.js';
import { cellNamed } from './cell-named.js';
import type { ReadOptions, TestHeader } from './cycler-reader.js';
import { parseDate, provenOrder, type DateOrder, type WallDate } from './parse-date.js';
import { shortName } from './short-name.js';
import type { Table } from './recognise.js';

export interface Introduction {
  test: Omit<TestHeader, 'current_sign'>;
  order: DateOrder;
  /** The date column prints AM and PM. */
  half_days: boolean;
}

/** Who the test is and which clock it has, from the lines above the table and the first rows. */
export function introduceTest(
  table: Table,
  cells: readonly string[],
  { date, date_kind }: Pick<BoundColumns, 'date' | 'date_kind'>,
  options: ReadOptions,
  zone: (wall: number, expected: number) => number,
): Introduction {
  const { preamble, layout } = table;
  const labels = table.header.map(({ whole }) => whole);
  const notes = (layout.remarks ?? []).filter(({ label }) => labels.includes(label)).map(({ says }) => says);
  const firstDate = date_kind === 'date' ? cells[date] : undefined;
  const dates = [preamble.started, preamble.exported, firstDate ?? ''];
  const order = options.date_order ?? proven(dates) ?? layout.date_order ?? likelyOrder(preamble.started, dates, notes);
  const started = parseDate(preamble.started, order);
  const exported = parseDate(preamble.exported, order);
  const unix = ({ day, second }: WallDate) => quantise('unix_time_second', zone(day * 86400 + (second ?? 0), NaN));
  // a cell that tries to be a date decides; a bare number or nothing is no clock
  const shown = firstDate !== undefined && /\d/.test(firstDate) && /[-/:A-Za-z]|\..*\./.test(firstDate);
  const wall = shown || (date >= 0 && date_kind !== 'date');
  const start = started?.second != null ? unix(started) : null;
  const clock_source = wall ? 'wall' : start === null ? 'none' : 'test_start';
  if (clock_source === 'none') notes.push('no wall clock: the source prints neither dates nor a start with its time');
  if (clock_source === 'test_start') notes.push('wall clock: the printed start plus test time');
  const title = preamble.title;
  return {
    test: {
      cell_id: options.cell_id ?? cellNamed(title || options.file_name),
      test_id: title ? testNamed(title, started, preamble.channel) : hashOf(table.rows),
      equipment_id: options.equipment_id ?? shortName(preamble.tester),
      channel_id: shortName(preamble.channel),
      source_format: layout.source_format,
      title,
      procedure: preamble.procedure,
      comment: preamble.comment,
      started_at_unix_second: start,
      exported_at: exported && unix(exported),
      clock_source,
      counter_reset: layout.counter_reset,
      notes,
    },
    order,
    half_days: shown && /[AP]M\s*$/i.test(firstDate),
  };
}

function proven(dates: readonly string[]): DateOrder | undefined {
  return dates.map(provenOrder).find((order) => order !== undefined);
}

/** A month that is named above decides the numbers below; else month first, and it is said. */
function likelyOrder(started: string, dates: readonly string[], notes: string[]): DateOrder {
  const numeric = dates.filter((date) => /^\s*\d{1,2}([-/])\d{1,2}\1\d{2,4}/.test(date));
  const named = /[A-Za-z]{3}/.test(started.replace(/[AP]M\s*$/i, '')) ? parseDate(started, 'mdy') : null;
  const away = (order: DateOrder) => Math.abs((parseDate(numeric[0], order)?.day ?? NaN) - named!.day);
  if (named && numeric.length > 0 && away('mdy') !== away('dmy')) return away('mdy') < away('dmy') ? 'mdy' : 'dmy';
  const open = numeric.find((date) => parseDate(date, 'mdy')?.day !== parseDate(date, 'dmy')?.day);
  if (open)
    notes.push(
      `${open.trim()} was read with the month first: the file’s head does not tell; date_order dmy reads the day first`,
    );
  return 'mdy';
}

/** A test's name, start and channel tell it from every other. */
export function testNamed(title: string, started: WallDate | null, channel: string): string {
  return shortName(title + (started ? `@${iso(started)}` : '') + (channel ? `#${channel}` : ''));
}

function iso({ day, second }: WallDate): string {
  const text = new Date((day * 86400 + (second ?? 0)) * 1000).toISOString();
  return second === null ? text.slice(0, 10) : text.slice(0, 19);
}

/** A test without a name is known by its first rows: a file that grows keeps them. */
export function hashOf(rows: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const row of rows) hash.update(row).update('\n');
  return `rows-${hash.digest('hex').slice(0, 16)}`;
}
