import type { RaisedNearby } from '@cellwatch/timescale';
import { findIncidents } from './common-mode.js';

const raised = (cell: number, at_unix_second: number, over: Partial<RaisedNearby> = {}): RaisedNearby => ({
  outbox_id: `${cell}@${at_unix_second}`,
  rule: 'TEMP',
  place_kind: 'chamber',
  place: 'C1',
  cell_id: `cell ${cell}`,
  test_id: 't',
  record_index: at_unix_second,
  at_unix_second,
  ...over,
});
const five = [1, 2, 3, 4, 5];

test('five cells within ten minutes are one incident, in whatever order they come', () => {
  const alerts = five.map((cell) => raised(cell, cell * 150)).reverse();
  const [incident, ...others] = findIncidents(alerts, []);
  expect(others).toEqual([]);
  expect(incident).toMatchObject({
    ...{ incident_id: null, rule: 'TEMP', place: 'C1', first_at_unix_second: 150, last_at_unix_second: 750 },
  });
  expect(incident.members.map(({ cell_id }) => cell_id).sort()).toEqual(five.map((cell) => `cell ${cell}`));
});

test('four cells, one cell five times, five cells over an hour: none', () => {
  expect(
    findIncidents(
      five.slice(1).map((cell) => raised(cell, cell)),
      [],
    ),
  ).toEqual([]);
  expect(
    findIncidents(
      five.map((at) => raised(1, at)),
      [],
    ),
  ).toEqual([]);
  expect(
    findIncidents(
      five.map((cell) => raised(cell, cell * 720)),
      [],
    ),
  ).toEqual([]);
});

test('rules and places are apart', () => {
  const mixed = five.map((cell) => raised(cell, cell, cell > 3 ? { rule: 'PRESS' } : {}));
  expect(findIncidents(mixed, [])).toEqual([]);
  expect(
    findIncidents(
      five.map((cell) => raised(cell, cell, { place: `C${cell % 2}` })),
      [],
    ),
  ).toEqual([]);
});

test('the chamber goes before the cycler: nobody is of two incidents', () => {
  const both = five.flatMap((cell) => [
    raised(cell, cell),
    raised(cell, cell, { place_kind: 'equipment', place: 'cycler' }),
  ]);
  expect(findIncidents(both, []).map(({ place }) => place)).toEqual(['C1']);
});

test('a latecomer joins the incident that is open, and keeps it open for the next', () => {
  const open = {
    ...{ incident_id: '7', rule: 'TEMP', place_kind: 'chamber' as const, place: 'C1' },
    ...{ first_at_unix_second: 0, last_at_unix_second: 600 },
  };
  const found = findIncidents([raised(8, 1100), raised(9, 1690), raised(10, 2300)], [open]);
  expect(found).toMatchObject([{ incident_id: '7', first_at_unix_second: 0, last_at_unix_second: 1690 }]);
  expect(found[0].members.map(({ cell_id }) => cell_id)).toEqual(['cell 8', 'cell 9']);
});

test('a storm of ten thousand is found in a moment', () => {
  const storm = Array.from({ length: 10_000 }, (_, cell) =>
    raised(cell, 1000 + (cell % 60), { place: `C${cell % 20}` }),
  );
  const found = findIncidents(storm, []);
  expect(found).toHaveLength(20);
  expect(found.reduce((sum, { members }) => sum + members.length, 0)).toBe(10_000);
});
