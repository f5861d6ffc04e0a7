import type { AlertRule, CellAlert } from '@cellwatch/events';
import type { Fault } from './fault-of.js';
import type { Label } from './label.js';
import { scoreAlerts } from './score-alerts.js';

const tolerance = { cycles_before: 0, cycles_after: 2, seconds_before: 0, seconds_after: 100 };
const label = (fault: Fault | null, first_cycle: number, last_cycle: number, cell_id = 'a'): Label => ({
  cell_id,
  fault,
  name: '',
  first_cycle,
  last_cycle,
  began_at_unix_second: null,
  ended_at_unix_second: null,
});
const alert = (rule: AlertRule, cycle: number, over: Partial<CellAlert> = {}) =>
  ({
    cell_id: 'a',
    rule,
    severity: 'warning',
    status: 'firing',
    retracted: false,
    raised_at_unix_second: null,
    derived_cycle_count: cycle,
    ...over,
  }) as CellAlert;
const score = (alerts: CellAlert[], labels: Label[]) => scoreAlerts(alerts, labels, 2_000, tolerance);

test('the first alert finds its label, further ones of the same fault are neither found nor false', () => {
  const { faults, false_alarms, confusion } = score(
    [alert('REST_LEAK', 12), alert('CE_DROP', 11), alert('SOFT_SHORT', 12, { severity: 'critical' })],
    [label('short', 10, 20)],
  );
  expect(faults.short).toEqual({
    labels: 1,
    found: 1,
    alerts: 3,
    false_alarms: 0,
    precision: 1,
    recall: 1,
    f1: 1,
    latency_second: null,
    latency_cycles: { p50: 1, p95: 1 },
    lead_cycles: { p50: 9, p95: 9 },
  });
  expect(false_alarms).toEqual({ warning: 0, critical: 0 });
  expect(confusion).toEqual({ short: { short: 1 } });
});

test('before it, long after it and in another cell an alert is false', () => {
  const { faults, false_alarms, false_alarms_per_1000_cell_cycles } = score(
    [alert('CE_DROP', 9), alert('CE_DROP', 23), alert('CE_DROP', 12, { cell_id: 'b', severity: 'critical' })],
    [label('short', 10, 20)],
  );
  expect(faults.short).toMatchObject({ found: 0, recall: 0, precision: 0, f1: null, false_alarms: 3 });
  expect(false_alarms).toEqual({ warning: 2, critical: 1 });
  expect(false_alarms_per_1000_cell_cycles).toEqual({ warning: 1, critical: 0.5 });
});

test('one that speaks of another fault is false, and the label is confused with it', () => {
  const { faults, confusion } = score([alert('CE_DROP', 11)], [label('contact_loss', 10, 20)]);
  expect(faults).toMatchObject({
    short: { false_alarms: 1, recall: null },
    contact_loss: { found: 0, precision: null },
  });
  expect(confusion).toEqual({ contact_loss: { short: 1 } });
});

test('a time that only looks bad is no label: what fires there is false; a label that nothing finds says so', () => {
  const { false_alarms, confusion } = score([alert('KNEE', 5)], [label(null, 4, 6), label('fade', 40, 50)]);
  expect(false_alarms.warning).toBe(1);
  expect(confusion).toEqual({ fade: { nothing: 1 } });
});

test.each([
  ['a notice', { severity: 'notice' as const }],
  ['one that never fired', { status: 'lapsed' as const }],
  ['one that is withdrawn', { retracted: true }],
])('%s is no alarm', (_, over) => {
  expect(score([alert('CE_DROP', 30, over)], [])).toMatchObject({ faults: {}, false_alarms: { warning: 0 } });
});

test('by the clock where both have one', () => {
  const timed = { ...label('short', 1, 2), began_at_unix_second: 1_000, ended_at_unix_second: 2_000 };
  const at = (second: number) => alert('SOFT_DIP', 50, { raised_at_unix_second: second });
  expect(score([at(1_030), at(2_101)], [timed]).faults.short).toMatchObject({
    found: 1,
    false_alarms: 1,
    latency_second: { p50: 30, p95: 30 },
  });
});
