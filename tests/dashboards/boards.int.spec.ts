import { boards, panels } from './board-queries.js';

const postgres = { type: 'grafana-postgresql-datasource', uid: 'cellwatch' };

test('titles, kinds and queries are those that were last agreed', () => {
  const agreed = boards.map((board) => ({
    board: `${board.uid}: ${board.title}`,
    variables: (board.templating.list ?? []).map(({ name, query }) => `${name}: ${query}`),
    annotations: (board.annotations.list ?? []).map(({ name, target }) => `${name}: ${target.rawSql}`),
    panels: board.panels.map(({ id, type, title, targets = [] }) => ({
      panel: `${id} ${type}: ${title}`,
      queries: targets.map(({ refId, format, rawSql }) => `${refId} ${format}: ${rawSql}`),
    })),
  }));
  expect(agreed).toMatchSnapshot();
});

test.each(boards)('$title is classic JSON that file provisioning loads', (board) => {
  expect(board).toMatchObject({ schemaVersion: 42, uid: expect.stringMatching(/^cellwatch-/) });
  expect(JSON.stringify(board)).not.toContain('$$');
  const ids = board.panels.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => id > 0)).toBe(true);
});

test.each(boards)('no two panels of $title lie on one another', (board) => {
  const taken = new Set<string>();
  for (const { id, gridPos } of board.panels)
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
        expect(x).toBeLessThan(24);
        expect([id, x, y, taken.has(`${x} ${y}`)]).toEqual([id, x, y, false]);
        taken.add(`${x} ${y}`);
      }
});

test.each(panels)('$name tells the operator what it shows', ({ panel }) => {
  expect(panel.description?.length).toBeGreaterThan(40);
  if (panel.options?.legend) expect(panel.options.legend.showLegend).toBe(true);
});

const saysConvention: [column: string, words: RegExp][] = [
  ['current_ampere', /positive charges/],
  ['coulombic_efficiency', /second half.*first.*discharge\/charge.*charge\/discharge|second half\/first half/s],
  ['capacity_retention', /reference/],
  ['voltage_hysteresis_volt', /charging.*minus|mean voltages/s],
  ['energy_density_watt_hour_per_kilogram', /mass model.*as built.*projected/is],
  ['charging_edge_resistance_ohm', /\(V − V before\) \/ \(I − I before\)/],
  ['rest_after_charge_slope_volt_per_hour', /dV\/dt over the last third/],
  ['charging_peaks', /In a full cell no half-cell peaks are claimed/],
  ['cycle_charging_capacity_ah', /Ah, never negative|Ah and energies Wh, never negative/],
];

test.each(saysConvention)('every panel that shows %s states its convention', (column, words) => {
  const showing = panels.filter(({ panel }) =>
    panel.targets!.some(({ rawSql }) => new RegExp(`\\b${column}\\b`).test(rawSql)),
  );
  expect(showing.length).toBeGreaterThan(0);
  for (const { panel } of showing) expect(panel.description).toMatch(words);
});

test.each(panels)('$name asks our data source by hand-written SQL', ({ panel }) => {
  expect(panel.datasource).toEqual(postgres);
  expect(panel.targets!.length).toBeGreaterThan(0);
  for (const target of panel.targets!)
    expect(target).toMatchObject({ datasource: postgres, rawQuery: true, editorMode: 'code' });
});

test.each(panels.flatMap(({ name, panel }) => panel.targets!.map((target) => ({ name, target }))))(
  '$name reads only the tables that boards may read, and no macro argument holds a parenthesis',
  ({ target }) => {
    const allowed = new Set(
      'records cycles_current resistances_current pulses_current alerts_current alerts_standing alert_actions cells tests rejects dead_letters outbox'.split(
        ' ',
      ),
    );
    const named = new Set(Array.from(target.rawSql.matchAll(/(?:with|,)\s*(\w+) as \(/g), ([, name]) => name));
    for (const [, name] of target.rawSql.matchAll(
      /(?<!epoch )\b(?:from|join)\s+(?!lateral\b|unnest\b|generate_series\b)([a-z_.]+)/g,
    ))
      if (!named.has(name)) expect(allowed).toContain(name);
    for (const [call] of target.rawSql.matchAll(/\$__\w+\([^)]*\)/g)) expect(call.split('(')).toHaveLength(2);
  },
);
