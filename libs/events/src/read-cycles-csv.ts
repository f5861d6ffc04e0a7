import { csvRows } from './csv-rows.js';
import { cycleColumns, edgeColumns, restColumns, type ColumnKind } from './cycle-columns.js';
import type { CycleSummary } from './cycle-summary.js';
import { encodeResult } from './encode-result.js';
import { parseCycleSummary } from './parse-cycle-summary.js';
import { WireError } from './wire/wire-error.js';

export interface CyclesCsvRead {
  cycles: CycleSummary[];
  /** Rows that are no cycle: where they stand, and why. */
  refused: { line: number; problem: string }[];
}

type Row = ReadonlyMap<string, string>;

/** Reads what `cyclesCsv` wrote. Null where the text is another table; columns of an older program may be absent. */
export function readCyclesCsv(text: string): CyclesCsvRead | null {
  const [head, ...rows] = csvRows(text, ',');
  const needed: (keyof CycleSummary)[] = ['cell_id', 'test_id', 'derived_cycle_count', 'definition_version'];
  if (!needed.every((name) => head?.fields.includes(name))) return null;
  const read: CyclesCsvRead = { cycles: [], refused: [] };
  for (const { line, fields } of rows) {
    const row = new Map(head.fields.map((name, at) => [name, fields[at] ?? '']));
    try {
      read.cycles.push(parseCycleSummary(encodeResult(valuesOf(cycleColumns, row, ''))));
    } catch (error) {
      if (!(error instanceof WireError) && !(error instanceof SyntaxError)) throw error;
      read.refused.push({ line, problem: error.message });
    }
  }
  return read;
}

function valuesOf(columns: Readonly<Record<string, ColumnKind>>, row: Row, prefix: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, kind]) => [name, valueOf(kind, row, `${prefix}${name}`)]),
  );
}

function valueOf(kind: ColumnKind, row: Row, name: string): unknown {
  if (kind === 'edge' || kind === 'rest') {
    const inner = kind === 'edge' ? edgeColumns : restColumns;
    const values = valuesOf(inner, row, `${name}_`);
    return Object.values(values).every((value) => value === null) ? null : values;
  }
  const text = row.get(name) ?? '';
  if (kind === 'texts') return text === '' ? [] : text.split(';');
  if (kind === 'contradictions') return text === '' ? [] : JSON.parse(text);
  if (text === '') return null;
  if (kind === 'peaks') return JSON.parse(text);
  if (kind === 'boolean') return text === 'true';
  if (kind === 'text') return text.replace(/^'(?=[=+\-@\t\r])/, '');
  return Number(text);
}
