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
    const row = `${cell.group} ${cell.row}`;
    rows.set(row, (rows.get(row) ?? new Set()).add(isHeldOut(cell)));
  }
  expect([...rows].filter(([, halves]) => halves.size < 2)).toEqual([]);
});

// What a permanent shunt of the reference cell must fire in its first cycle (`later` after it), as its simulation says.
test.each([
  ['none', null, [], [], ['CE_DROP', 'REST_LEAK', 'OVERCHARGE', 'SOFT_SHORT', 'HARD_SHORT', 'NO_CUTOFF']],
  ['3 MΩ', 3e6, [], ['CE_DROP warning'], ['OVERCHARGE', 'HARD_SHORT', 'NO_CUTOFF']],
  ['1 MΩ', 1e6, ['CE_DROP warning', 'REST_LEAK warning', 'SOFT_SHORT critical'], [], ['OVERCHARGE', 'HARD_SHORT']],
  ['300 kΩ', 3e5, ['CE_DROP warning', 'REST_LEAK warning', 'SOFT_SHORT critical'], [], ['OVERCHARGE', 'HARD_SHORT']],
  ['100 kΩ', 1e5, ['CE_DROP critical', 'REST_LEAK warning', 'SOFT_SHORT critical'], [], ['OVERCHARGE', 'HARD_SHORT']],
  ['30 kΩ', 3e4, ['OVERCHARGE critical', 'CE_DROP critical', 'REST_LEAK warning'], [], ['NO_CUTOFF', 'HARD_SHORT']],
  [
    '10 kΩ',
    1e4,
    ['OVERCHARGE critical', 'CE_DROP critical', 'REST_LEAK warning'],
    ['NO_CUTOFF warning'],
    ['HARD_SHORT'],
  ],
  [
    '7 kΩ',
    7e3,
    ['OVERCHARGE critical', 'CE_DROP critical', 'REST_LEAK warning'],
    ['NO_CUTOFF warning'],
    ['HARD_SHORT'],
  ],
  // Its discharge ends in the first second: no second half, so no cycle is complete and no rule over cycles can speak.
  ['3 kΩ', 3e3, ['OVERCHARGE critical', 'HARD_SHORT critical'], [], ['CE_DROP']],
  ['1 kΩ', 1e3, ['HARD_SHORT critical', 'OVERCHARGE critical'], [], ['CE_DROP']],
])('a shunt of %s fires what it must, and nothing stronger', (_, ohm, first, later, never) => {
  const told = firesOf(ohm);
  expect(told.first).toEqual(expect.arrayContaining(first));
  expect(told.later).toEqual(expect.arrayContaining(later));
  const rules = [...told.first, ...told.later].map((line) => line.split(' ')[0]);
  expect(rules.filter((rule) => never.includes(rule))).toEqual([]);
});
