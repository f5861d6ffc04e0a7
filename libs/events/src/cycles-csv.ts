import type { CycleSummary } from './cycle-summary.js';
import { cycleColumns, edgeColumns, restColumns, type ColumnKind } from './cycle-columns.js';

type Row = Readonly<Record<string, unknown>> | null;

interface Column {
  name: string;
  valueOf(row: Row): unknown;
}

const columns = flat(cycleColumns);

/**
 * The cycle table as CSV (RFC 4180): null is empty, flags are parted by semicolons, edges and rests have a column a field, peaks
 * are JSON, numbers are as exact as JSON’s.
 */
export function cyclesCsv(cycles: readonly CycleSummary[]): string {
  const rows = cycles.map((cycle) => columns.map(({ valueOf }) => field(valueOf({ ...cycle }))).join(','));
  return [columns.map(({ name }) => name).join(','), ...rows, ''].join('\r\n');
}

function flat(fields: Record<string, ColumnKind>): Column[] {
  return Object.entries(fields).flatMap(([name, kind]): Column[] => {
    const valueOf = (row: Row) => row?.[name] ?? null;
    if (kind !== 'edge' && kind !== 'rest') return [{ name, valueOf }];
    return flat(kind === 'edge' ? edgeColumns : restColumns).map((inner) => ({
      name: `${name}_${inner.name}`,
      valueOf: (row) => inner.valueOf(valueOf(row) as Row),
    }));
  });
}

function field(value: unknown): string {
  if (value === null) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = typeof value === 'string' ? value : isTexts(value) ? value.join(';') : JSON.stringify(value);
  // A spreadsheet would run these as a formula; the apostrophe says text.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}
