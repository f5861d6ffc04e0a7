import { faultOf, faults } from '@cellwatch/detection';
import type { Group } from '../watched-cell.js';
import { isBeforeFault, rightAlerts, scoreOf } from './found.js';
import { groupBy, percent, table, type Watched } from './watched.js';

/** Rows of one kind of fault: found or not, when, and what else was told. */
export function faultTable(watched: readonly Watched[], group: Group): string {
  const cells = watched.filter(({ cell }) => cell.group === group);
  const allowed = cells.some(({ cell }) => cell.allows !== '');
  const rows = [...groupBy(cells, ({ cell }) => cell.row)].map(([row, these]) => {
    const { fault, allows } = these[0].cell;
    const score = scoreOf(these).faults[fault!]!;
    const critical = these.filter((one) => rightAlerts(one).some(({ severity }) => severity === 'critical')).length;
    const pair = (of: { p50: number; p95: number } | null) =>
      of ? `${Math.round(of.p50)} / ${Math.round(of.p95)}` : '';
    return [
      row,
      String(these.length),
      percent(score.found, these.length),
      percent(critical, these.length),
      pair(score.latency_second),
      pair(score.latency_cycles),
      toldOf(these, true),
      toldOf(these, false),
      ...(allowed ? [allows] : []),
    ];
  });
  const head = ['', 'cells', 'found', 'critical', 's P50 / P95', 'cycles P50 / P95', 'told as', 'and as'];
  return table([...head, ...(allowed ? ['what there is to see'] : [])], rows);
}

/** Rules that told of the cells once their fault was there: of it, or of something else; in how many cells. */
function toldOf(watched: readonly Watched[], right: boolean): string {
  const told = watched.flatMap((one) => [
    ...new Set(
      one.outcome.alerts
        .filter((alert) => !isBeforeFault(one, alert) && (faultOf(alert.rule) === one.cell.fault) === right)
        .map(({ rule }) => rule),
    ),
  ]);
  return [...groupBy(told, (rule) => rule)].map(([rule, these]) => `${rule} ${these.length}`).join(', ');
}

/** Of cells with a fault, by what the worst alert spoke of. */
export function confusionTable(watched: readonly Watched[]): string {
  const faulty = watched.filter(({ cell }) => cell.fault !== null);
  const groups = [...groupBy(faulty, ({ cell }) => cell.group)].map(([group, cells]) => {
    const [row] = Object.values(scoreOf(cells).confusion);
    return [group, row] as const;
  });
  const told = [...faults, 'nothing' as const].filter((fault) => groups.some(([, row]) => row[fault] !== undefined));
  const rows = groups.map(([group, row]) => [group, ...told.map((other) => String(row[other] ?? ''))]);
  return table(['is ↓ / told →', ...told.map((fault) => fault.replace('_', ' '))], rows);
}
