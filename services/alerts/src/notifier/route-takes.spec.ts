import { routeTakes } from './route-takes.js';
import type { RouteRules } from './route.js';

const warned = { payload: { cell_id: 'Si-1', rule: 'CE_DROP', severity: 'warning' }, campaign: 'Si series' } as const;

test.each<[RouteRules, boolean]>([
  [{}, true],
  [{ severities: ['critical'] }, false],
  [{ rules: ['CE_DROP', 'TEMP'] }, true],
  [{ rules: ['TEMP'] }, false],
  [{ scope: { cell_id: 'Si-*' } }, true],
  [{ scope: { cell_id: 'Si' } }, false],
  [{ scope: { campaign: '*series', cell_id: 'Si-1' } }, true],
  [{ scope: { campaign: 'S.*' } }, false],
])('%j: %p', (rules, takes) => {
  expect(routeTakes(rules, warned)).toBe(takes);
});

test('a cell without a campaign fits no campaign', () => {
  expect(routeTakes({ scope: { campaign: '*' } }, { ...warned, campaign: null })).toBe(false);
  expect(routeTakes({}, { ...warned, campaign: null })).toBe(true);
});
