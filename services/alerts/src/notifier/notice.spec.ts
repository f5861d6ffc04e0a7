import type { CellAlert } from '@cellwatch/events';
import type { AlertEvent, DeliveredEvent } from '@cellwatch/timescale';
import { alertmanagerBody } from './alertmanager-body.js';
import { emailMessage } from './email-message.js';
import { noticeText } from './notice-text.js';
import { noticeOf } from './notice.js';
import { slackBody } from './slack-body.js';
import { sparkline } from './sparkline.js';

const payload: CellAlert = {
  cell_id: 'Si <1> & co',
  rule: 'CE_DROP',
  test_id: 't',
  record_index: 41,
  rule_version: 3,
  rules_version: 'abcd',
  topic: 'cell.cycles',
  facts_version: '0',
  revision: 1,
  retracted: false,
  status: 'firing',
  severity: 'warning',
  raised_at_unix_second: 1_790_000_000,
  changed_at_unix_second: 1_790_000_600,
  derived_cycle_count: 9,
  changed_cycle_count: 9,
  message: 'Cycle 9: CE fell by 2 points.',
  evidence: {
    quantity: 'coulombic_efficiency',
    unit: '1',
    value: 0.9712345,
    limit: 0.985,
    baseline: 0.995,
    regime: 'c0.5',
    first_record_index: 41,
    last_record_index: 99,
    chart: { x_quantity: 'derived_cycle_count', x: [6, 7, 8, 9], y: [0.995, null, 0.996, 0.971] },
  },
};
const told = (event: AlertEvent, over: Partial<CellAlert> = {}): DeliveredEvent => ({
  event,
  payload: { ...payload, ...over },
  created_at: '2026-09-21T14:13:20+00:00',
  ended: false,
  label: null,
  campaign: 'Si series',
  chamber: 'C1',
  equipment_id: 'Maccor 3',
  channel_id: '12',
});
const of = (...events: DeliveredEvent[]) => noticeOf({ events, incident: null }, 'https://board.example.org/');

test('one alert is told with its cell, evidence, cause, look-alikes, place, chart and link', () => {
  const text = noticeText(of(told('raised')));
  expect(text.split('\n')).toEqual(
    expect.arrayContaining([
      'WARNING: Coulombic efficiency dropped, cell Si <1> & co',
      'Cycle 9: CE fell by 2 points.',
      'Evidence: coulombic_efficiency 0.97123 1, limit 0.985 1, baseline 0.995 1, regime c0.5',
      'Window: records 41 to 99 of test t, cycle 9, 2026-09-21T14:13:20.000Z',
      '█ █▁  over derived_cycle_count',
      'Rule: CE_DROP version 3, limits abcd',
      'Place: campaign Si series, chamber C1, cycler Maccor 3 channel 12',
      expect.stringMatching(/^Likely cause: A soft short/),
      expect.stringMatching(/^Could also be: Side reaction/),
      'https://board.example.org/?rule=CE_DROP&test_id=t&record_index=41&from=1789996400&to=1790004200#/cells/Si%20%3C1%3E%20%26%20co',
    ]),
  );
});

test('titles say what happened, to how many, and where', () => {
  expect(of(told('escalated', { severity: 'critical' })).title).toMatch(/^CRITICAL: Coulombic/);
  expect(of(told('cleared')).title).toMatch(/^Cleared: /);
  const group = of(
    told('raised'),
    told('raised', { cell_id: 'b', severity: 'critical' }),
    told('cleared', { cell_id: 'c' }),
  );
  expect(group.title).toBe('CRITICAL: 2 raised, 1 cleared on 3 cells, campaign Si series (CE_DROP)');
  const incident = { incident_id: '1', rule: 'TEMP', place_kind: 'chamber', place: 'C1', cell_count: 40 } as const;
  expect(noticeOf({ events: [told('raised')], incident }, null).title).toBe(
    'common-mode: 40 cells of chamber C1: Temperature off its set point (TEMP)',
  );
});

test('a group’s key follows from its events alone, in any order', () => {
  const [one, other] = [told('raised'), told('raised', { record_index: 7 })];
  expect(of(one).idempotency_key).toBe('Si%20%3C1%3E%20%26%20co/CE_DROP/t/41/raised');
  expect(of(one, other).idempotency_key).toMatch(/^group\/[0-9a-f]{32}$/);
  expect(of(other, one).idempotency_key).toBe(of(one, other).idempotency_key);
  expect(of(one, told('cleared')).idempotency_key).not.toBe(of(one, other).idempotency_key);
});

test('a thousand cells are few lines for people, within what Slack takes, and all for programs', () => {
  const notice = of(
    ...Array.from({ length: 1000 }, (_, index) => told('raised', { cell_id: `cell ${index} `.repeat(15) })),
  );
  expect(noticeText(notice)).toContain('and 960 more, all on the board');
  const { blocks, text } = slackBody(notice) as { text: string; blocks: { text: { text: string } }[] };
  expect(text).toContain('1000 raised on 1000 cells');
  expect(blocks.length).toBeLessThanOrEqual(50);
  for (const block of blocks) expect(block.text.text.length).toBeLessThanOrEqual(3000);
  expect(alertmanagerBody(notice, new Date())).toHaveLength(1000);
});

test('what a cell is called cannot speak to Slack', () => {
  const { blocks } = slackBody(of(told('raised', { message: '<!channel> & <https://x|y>' }))) as { blocks: object[] };
  expect(JSON.stringify(blocks)).toContain('&lt;!channel&gt; &amp; &lt;https://x|y&gt;');
});

test('Alertmanager knows an episode by labels that do not change; a warning ends when it becomes critical', () => {
  const now = new Date('2026-09-21T15:00:00Z');
  const [raised] = alertmanagerBody(of(told('raised')), now);
  const labels = {
    ...{ alertname: 'CE_DROP', severity: 'warning', cell_id: payload.cell_id, test_id: 't', record_index: '41' },
    ...{ campaign: 'Si series', chamber: 'C1', equipment_id: 'Maccor 3', channel_id: '12' },
  };
  expect(raised).toMatchObject({ labels, startsAt: '2026-09-21T14:13:20.000Z' });
  expect(raised).not.toHaveProperty('endsAt');
  const escalated = alertmanagerBody(of(told('escalated', { severity: 'critical' })), now);
  expect(escalated.map(({ labels: { severity }, endsAt }) => [severity, endsAt])).toEqual([
    ['warning', now.toISOString()],
    ['critical', undefined],
  ]);
  expect(alertmanagerBody(of({ ...told('raised'), ended: true }), now)).toEqual([]);
  expect(alertmanagerBody(of(told('raised'), told('cleared')), now)).toMatchObject([
    { labels, endsAt: now.toISOString() },
  ]);
});

test('a mail has one subject, a name that stays, and the chart as a picture', () => {
  const message = emailMessage(of(told('raised')), 'Cellwatch <alerts@lab.example.org>');
  expect(message.subject).not.toMatch(/[\r\n]/);
  expect(message.messageId).toMatch(/^<[\w-]+@lab\.example\.org>$/);
  expect(message.attachments).toMatchObject([
    { contentType: 'image/svg+xml', content: expect.stringMatching(/^<svg .*polyline/) },
  ]);
});

test('sparklines: rising, flat, with a gap', () => {
  expect(sparkline([1, 2, 3, 4, 5, 6, 7, 8])).toBe('▁▂▃▄▅▆▇█');
  expect(sparkline([2, null, 2])).toBe('▅ ▅');
  expect(sparkline([])).toBe('');
});
