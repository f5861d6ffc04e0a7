import { conventions, wantedFacts, type Convention } from '@cellwatch/electrochem';
import { warnings, type CellFacts } from '@cellwatch/events';
import { readCellsFile } from '../cells-file.js';
import { exitCodes } from '../exit-codes.js';
import { textTable } from '../text-table.js';
import { writeOut } from '../write-out.js';

export interface CellCheckOptions {
  format: 'text' | 'json';
}

/** Says of each cell in a file how its numbers will be read, and what cannot be computed for want of which fact. */
export async function checkCells(path: string, { format }: CellCheckOptions): Promise<number> {
  const cells = await readCellsFile(path);
  await writeOut(format === 'json' ? json(cells) : cells.map(text).join('\n'));
  return exitCodes.ok;
}

function json(cells: CellFacts[]): string {
  const checked = cells.map((facts) => ({
    cell_id: facts.cell_id,
    facts,
    conventions: conventions(facts),
    wanted: wantedFacts(facts),
    warnings: warnings(facts),
  }));
  return `${JSON.stringify(checked, null, 2)}\n`;
}

function text(facts: CellFacts): string {
  const wanted = wantedFacts(facts);
  const missing = wanted.filter(({ wanted: facts }) => facts.length > 0);
  const others = wanted.filter(({ wanted: facts }) => facts.length === 0);
  const pairs = (rows: { quantity: string; why: string }[]) => rows.map(({ quantity, why }) => [quantity, why]);
  return [
    `${facts.cell_id}${facts.label === undefined ? '' : `: ${facts.label}`}\n`,
    ...warnings(facts).map((warning) => `  warning: ${warning}\n`),
    section(
      'Conventions',
      conventions(facts).map((convention) => [
        convention.name.replaceAll('_', ' '),
        convention.value,
        origin(convention),
      ]),
    ),
    section('Cannot be computed', pairs(missing)),
    section('Has none', pairs(others)),
  ].join('');
}

function section(title: string, rows: string[][]): string {
  if (rows.length === 0) return '';
  const lines = textTable(
    rows[0].map(() => ''),
    rows,
  ).trimEnd();
  return `  ${title}\n${lines
    .split('\n')
    .slice(1)
    .map((line) => `    ${line}\n`)
    .join('')}`;
}

function origin({ basis, from }: Convention): string {
  if (basis === 'derived') return `derived from ${from.join(', ')}`;
  return basis === 'declared' ? 'declared' : `not declared: ${from.join(' or ')}`;
}
