import { isPaging, type BacktestAlert, type Label, type Quantiles, type Score } from '@cellwatch/detection';
import { textTable } from '../../text-table.js';
import type { BacktestReport, CellReport } from './backtest-report.js';
import { firedStep, instant } from './fired-step.js';

const namedCells = 5;

/** For a terminal: cell by cell what would have been told, then all in all. */
export function* backtestText(report: BacktestReport): Generator<string> {
  const { cells, score, in_force_version, rules_version } = report;
  const against = in_force_version === null ? '' : `, against ${in_force_version} in force`;
  yield `rules ${rules_version === '0' ? '0 (the program’s limits)' : rules_version}${against}\n`;
  for (const cell of cells) if (shown(cell).length > 0) yield cellText(cell);
  yield `\n${summaryText(report)}`;
  if (score) yield `\n${scoreText(score)}`;
}

/** What fired, notices too; and what the rules in force would tell beside it. */
function shown({ alerts, change }: CellReport): { one: BacktestAlert; mark: string }[] {
  const fired = alerts.filter((one) => firedStep(one));
  const mark = (one: BacktestAlert) => {
    if (change?.new.includes(one)) return 'new';
    const changed = change?.changed.find(({ after }) => after === one);
    return changed ? `was ${changed.before.alert.severity}` : '';
  };
  return [
    ...fired.map((one) => ({ one, mark: mark(one) })),
    ...(change?.gone ?? []).map((one) => ({ one, mark: 'gone' })),
  ];
}

function cellText(cell: CellReport): string {
  const { cell_id, records, cycles, change } = cell;
  const head = ['rule', 'severity', 'fired', 'cycle', 'cleared', 'at cycle', 'what'];
  const rows = shown(cell).map(({ one, mark }) => {
    const { alert, told } = one;
    const fired = firedStep(one)!;
    const cleared = told.find(({ status }) => status === 'cleared');
    const row = [
      alert.rule,
      alert.severity,
      instant(fired.unix_second) || '-',
      fired.cycle_count ?? '-',
      cleared ? instant(cleared.unix_second) || 'yes' : '-',
      cleared?.cycle_count ?? '-',
      alert.message,
    ];
    return change === null ? row : [mark, ...row];
  });
  const of = [records > 0 ? counted(records, 'record') : '', counted(cycles, 'cycle')].filter(Boolean).join(', ');
  return `\n${cell_id}: ${of}\n${textTable(change === null ? head : ['', ...head], rows)}`;
}

function summaryText({ summary, cells, in_force_version }: BacktestReport): string {
  const { fired, critical, cells_with_alerts, notices, rules } = summary;
  const lines = [
    `would have fired ${counted(fired, 'time')} (${critical} critical) on ${cells_with_alerts} of ${counted(summary.cells, 'cell')}, ` +
      `in ${counted(summary.records, 'record')} and ${counted(summary.cycles, 'cycle')}; ${counted(notices, 'notice')} beside`,
    ...rules.map(({ rule, fired, cells }) => {
      const names = cells.slice(0, namedCells).join(', ');
      return `  ${rule} ${counted(fired, 'time')}: ${names}${cells.length > namedCells ? ` and ${cells.length - namedCells} more` : ''}`;
    }),
  ];
  if (in_force_version !== null) {
    const before = fired - summary.new + summary.gone;
    lines.push(
      `the rules in force give ${before}: ${summary.new} new, ${summary.gone} gone, ${summary.changed} of another severity`,
    );
  }
  const broken = cells.filter(({ disordered }) => disordered).map(({ cell_id }) => cell_id);
  if (broken.length > 0) lines.push(`not to the end, for their records go backward: ${broken.join(', ')}`);
  return lines.map((line) => `${line}\n`).join('');
}

function scoreText(score: Score): string {
  const { faults, missed, unexplained, false_alarms_per_1000_cell_cycles: rate } = score;
  const head = [
    'fault',
    'labels',
    'found',
    'alerts',
    'precision',
    'recall',
    'F1',
    'after s',
    'after cycles',
    'lead cycles',
  ];
  const rows = Object.entries(faults).map(([fault, one]) => [
    fault,
    one.labels,
    one.found,
    one.alerts,
    ratio(one.precision),
    ratio(one.recall),
    ratio(one.f1),
    quantiles(one.latency_second),
    quantiles(one.latency_cycles),
    quantiles(one.lead_cycles),
  ]);
  const lines = [
    `false alarms per 1 000 cell-cycles: ${number(rate.critical)} critical, ${number(rate.warning)} warning`,
    ...missed.map((label) => `not found: ${labelText(label)}`),
    ...unexplained
      .filter(isPaging)
      .map(
        ({ cell_id, rule, derived_cycle_count: cycle }) => `not labelled: ${rule} on ${cell_id}, cycle ${cycle ?? '-'}`,
      ),
  ];
  return `against labels (after: P50, P95 from the label’s beginning; lead: to its end)\n${textTable(head, rows)}${lines.map((line) => `${line}\n`).join('')}`;
}

function labelText({ cell_id, name, fault, first_cycle, last_cycle, began_at_unix_second }: Label): string {
  const cycles =
    first_cycle === null ? instant(began_at_unix_second) : `cycle ${first_cycle} to ${last_cycle ?? 'its end'}`;
  return `${name || fault} on ${cell_id}, ${cycles}`;
}

function ratio(value: number | null): string {
  return value === null ? '-' : value.toFixed(2);
}

function number(value: number | null): string {
  return value === null ? '-' : String(Number(value.toPrecision(3)));
}

function quantiles(of: Quantiles | null): string {
  return of === null ? '-' : `${number(of.p50)}, ${number(of.p95)}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
