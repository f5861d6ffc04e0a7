import { alertBook } from './alert-book.js';
import { arrangeAlerts } from './arrange-alerts.js';
import { signsOf } from './alert-text.js';
import { cellLink, grafanaLink, readCellLink, spanOf } from './cell-link.js';
import { countAlerts } from './count-alerts.js';
import type { CellAlert, RuleWords, StandingAlert } from './shapes.js';

const found = (cell_id: string, changes: Partial<CellAlert> = {}): CellAlert => ({
  cell_id,
  rule: 'CE_DROP',
  test_id: 't',
  record_index: 1,
  rule_version: 1,
  rules_version: '0',
  topic: 'cell.cycles',
  facts_version: '0',
  revision: 1,
  retracted: false,
  status: 'firing',
  severity: 'warning',
  raised_at_unix_second: 1_000,
  changed_at_unix_second: 1_000,
  derived_cycle_count: 4,
  changed_cycle_count: 4,
  message: '',
  evidence: {
    quantity: 'q',
    unit: '1',
    value: 1,
    limit: 1,
    baseline: null,
    regime: null,
    first_record_index: 1,
    last_record_index: 2,
    chart: null,
  },
  ...changes,
});
const standing = (cell_id: string, changes: Partial<StandingAlert> = {}): StandingAlert => ({
  ...found(cell_id),
  state: 'firing',
  acknowledged_by: null,
  acknowledged_at_unix_second: null,
  resolved_by: null,
  resolved_at_unix_second: null,
  silence_id: null,
  silenced_by: null,
  silenced_until_unix_second: null,
  held_back: null,
  incident_id: null,
  ...changes,
});
const acknowledged = { state: 'acknowledged', acknowledged_by: 'Ada' } as const;
const cellsOf = (groups: StandingAlert[][]) => groups.map(([{ cell_id }]) => cell_id);

test('what nobody has acknowledged comes first, then the worst, then the newest', () => {
  const { standing: groups } = arrangeAlerts([
    standing('taken', { severity: 'critical', ...acknowledged }),
    standing('old'),
    standing('new', { raised_at_unix_second: 2_000 }),
    standing('worst', { severity: 'critical' }),
  ]);
  expect(cellsOf(groups)).toEqual(['worst', 'new', 'old', 'taken']);
});

test('an alert that nobody has acknowledged does not hide behind a newer one that somebody has', () => {
  const { standing: groups } = arrangeAlerts([
    standing('a', { ...acknowledged, record_index: 9, raised_at_unix_second: 2_000 }),
    standing('a', { record_index: 1 }),
  ]);
  expect(groups.map((group) => group.map(({ record_index }) => record_index))).toEqual([[1, 9]]);
});

test('every state has its place, and what ended long ago has none', () => {
  const all = [
    standing('firing'),
    standing('notice', { severity: 'notice' }),
    standing('pending', { state: 'pending', status: 'pending', severity: 'notice' }),
    standing('cleared', { state: 'cleared', status: 'cleared', changed_at_unix_second: 5_000 }),
    standing('resolved', { state: 'resolved', resolved_by: 'Ada', resolved_at_unix_second: 6_000 }),
    standing('long ago', { state: 'cleared', status: 'cleared', changed_at_unix_second: 10 }),
    standing('clockless', { state: 'cleared', status: 'cleared', changed_at_unix_second: null }),
  ];
  const { standing: stands, pending, notices, over } = arrangeAlerts(all, 4_000);
  expect([stands, pending, notices].map(cellsOf)).toEqual([['firing'], ['pending'], ['notice']]);
  expect(cellsOf(over).sort()).toEqual(['cleared', 'clockless', 'resolved']);
  expect(countAlerts([...all, standing('x', acknowledged)])).toEqual({
    critical_alerts: 0,
    warning_alerts: 1,
    notices: 1,
    acknowledged_alerts: 1,
  });
});

test('what comes live keeps what people said, and an older revision or version changes nothing', () => {
  const book = alertBook();
  book.replace([standing('a', { ...acknowledged, revision: 2, rule_version: 2 })]);
  expect(book.take(found('a', { revision: 1, rule_version: 2, severity: 'critical' }))).toBe(false);
  expect(book.take(found('a', { revision: 7, rule_version: 1, severity: 'critical' }))).toBe(false);
  expect(book.take(found('a', { revision: 2, rule_version: 2, severity: 'critical' }))).toBe(true);
  expect(book.values()).toMatchObject([{ state: 'acknowledged', acknowledged_by: 'Ada', severity: 'critical' }]);
  book.take(found('a', { revision: 2, rule_version: 2, status: 'cleared' }));
  expect(book.values()).toMatchObject([{ state: 'cleared' }]);
});

test.each([{ retracted: true, revision: 2 }, { status: 'lapsed' as const }])('%j is gone', (changes) => {
  const book = alertBook();
  expect(book.take(found('a', { status: 'pending' }))).toBe(true);
  expect(book.values()).toMatchObject([{ state: 'pending' }]);
  expect(book.take(found('a', changes))).toBe(true);
  expect(book.values()).toEqual([]);
});

test('a link has the cell and the time of its alert, and is read back', () => {
  const span = spanOf(found('cell/1?x', { raised_at_unix_second: 7_200.5, changed_at_unix_second: 9_000 }))!;
  expect(span).toEqual({ from: 3_600, to: 12_600 });
  expect(readCellLink(cellLink('cell/1?x', span), '')).toEqual({ cell_id: 'cell/1?x', span });
  expect(readCellLink(cellLink('a'), '?rule=CE_DROP&from=5&to=9')).toEqual({ cell_id: 'a', span: { from: 5, to: 9 } });
  expect(readCellLink('#/cells/a?from=9&to=5', '?from=x&to=9')).toEqual({ cell_id: 'a', span: null });
  expect(readCellLink('#/deliveries', '')).toBeNull();
  expect(spanOf(found('a', { raised_at_unix_second: null }))).toBeNull();
  expect(grafanaLink('http://g', 'a&b=c', span)).toBe(
    'http://g/d/cellwatch-cell?var-cell=a%26b%3Dc&from=3600000&to=12600000',
  );
});

test('a soft short names its signs, with and without an underscore in their codes', () => {
  const words = new Map([['OVERCHARGE', { title: 'Long charge' } as RuleWords]]);
  const message = 'A soft short by two signs: CE_DROP (the CE (efficiency) fell) and OVERCHARGE (long charge.)';
  expect(signsOf(found('a', { rule: 'SOFT_SHORT', message }), words)).toEqual(['CE_DROP', 'Long charge (OVERCHARGE)']);
  expect(signsOf(found('a', { message }), words)).toEqual([]);
});
