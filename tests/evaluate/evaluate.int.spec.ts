import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { firesOf } from './fires-of.js';
import { evaluatedFleet } from './fleet/fleet.js';
import { fixedSection, sectionOf } from './report/fixed-fleet.js';
import { watchCell } from './watch-cell.js';
import { isHeldOut } from './watched-cell.js';

const page = fileURLToPath(new URL('../../EVALUATION.md', import.meta.url));

test('EVALUATION.md says of the fixed fleet what the rules tell of it just now', () => {
  const fixed = evaluatedFleet().filter((cell) => cell.fixed);
  expect(fixed.length).toBeGreaterThan(30);
  const section = fixedSection(fixed.map((cell) => ({ cell, outcome: watchCell(cell) })));
  expect(existsSync(page) && sectionOf(readFileSync(page, 'utf8'))).toBe(section);
});

test('every row of the fleet has held-out cells and training cells', () => {
  const rows = new Map<string, Set<boolean>>();
  for (const cell of evaluatedFleet()) {
    const row = `${cell.group} ${cell.row} ${cell.c_rate} ${cell.sampling_second}`;
    rows.set(row, (rows.get(row) ?? new Set()).add(isHeldOut(cell)));
  }
  expect([...rows].filter(([, halves]) => halves.size < 2)).toEqual([]);
});
