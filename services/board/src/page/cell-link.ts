import type { CellAlert } from './shapes.js';

/** A span of event time, Unix seconds. */
export interface Span {
  from: number;
  to: number;
}

const around_second = 3_600;

/** The time of an alert with an hour on either side; null where the source has no wall clock. */
export function spanOf({ raised_at_unix_second: raised, changed_at_unix_second: changed }: CellAlert): Span | null {
  if (raised === null) return null;
  const ended = Math.max(raised, changed ?? raised);
  return { from: Math.floor(raised) - around_second, to: Math.ceil(ended) + around_second };
}

export function cellLink(cell_id: string, span: Span | null = null): string {
  const path = `#/cells/${encodeURIComponent(cell_id)}`;
  return span ? `${path}?from=${span.from}&to=${span.to}` : path;
}

/** A cell and a span from the address: the span after the cell, or before the hash, where a message that was sent has it. */
export function readCellLink(hash: string, search: string): { cell_id: string; span: Span | null } | null {
  const [, cell, query] = /^#\/cells\/([^?]+)(?:\?(.*))?$/.exec(hash) ?? [];
  if (cell === undefined) return null;
  return { cell_id: decodeURIComponent(cell), span: readSpan(query) ?? readSpan(search) };
}

function readSpan(query: string | undefined): Span | null {
  const asked = new URLSearchParams(query);
  const [from, to] = [asked.get('from'), asked.get('to')].map((text) => (text ? Number(text) : NaN));
  return from < to ? { from, to } : null;
}

/** Grafana's board of a cell at that time. */
export function grafanaLink(grafana_url: string, cell_id: string, span: Span): string {
  const at = new URLSearchParams({
    'var-cell': cell_id,
    from: String(Math.round(span.from * 1000)),
    to: String(Math.round(span.to * 1000)),
  });
  return `${grafana_url}/d/cellwatch-cell?${at}`;
}
