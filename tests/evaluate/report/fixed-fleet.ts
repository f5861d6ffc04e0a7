import { firesTable } from './fires.js';
import type { Watched } from './watched.js';
import { table } from './watched.js';

const title = '## The fixed fleet';

/** The section that the test computes again. */
export function fixedSection(watched: readonly Watched[]): string {
  const rows = watched
    .filter(({ cell }) => cell.fixed)
    .map(({ cell, outcome }) => [
      cell.cell_id,
      String(outcome.records),
      outcome.alerts
        .map(({ rule, severity, derived_cycle_count: cycle }) => `${rule} ${severity} @${cycle}`)
        .join(', ') || 'quiet',
    ]);
  return [
    title,
    '',
    'Held by a test. First the reference cell at 0.3C without noise, with a shunt from its ninth cycle on: what fires in that cycle, and later.',
    '',
    firesTable(),
    'Then some of the cells above: every episode with its worst severity and the cycle in which it fired.',
    '',
    table(['Cell', 'records', 'told'], rows),
  ].join('\n');
}

/** The section as the page has it. */
export function sectionOf(page: string): string {
  const at = page.indexOf(title);
  return at < 0 ? '' : page.slice(at);
}
