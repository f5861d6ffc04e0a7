import type { CycleSummary } from '@cellwatch/events';
import { cycleColumns } from './cycle-columns.js';

const columns = Object.keys(cycleColumns) as (keyof CycleSummary)[];

/** The cycle table as CSV (RFC 4180): null is empty, flags are parted by semicolons, edges, rests and peaks are JSON, numbers are as exact as JSON’s. */
export function cyclesCsv(cycles: readonly CycleSummary[]): string {
  const rows = cycles.map((cycle) => columns.map((column) => field(cycle[column])).join(','));
  return [columns.join(','), ...rows, ''].join('\r\n');
}

function field(value: CycleSummary[keyof CycleSummary]): string {
  if (value === null) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = typeof value === 'string' ? value : isTexts(value) ? value.join(';') : JSON.stringify(value);
  // A spreadsheet would run these as a formula; the apostrophe says text.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function isTexts(value: object): value is string[] {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}
