import {
  compareBacktests,
  faultOf,
  isPaging,
  isUndecided,
  isWithin,
  scoreAlerts,
  byHand,
  type BacktestAlert,
  type BacktestChange,
  type CellBacktest,
  type Label,
  type LabelsRead,
  type Score,
} from '@cellwatch/detection';
import type { AlertRule, CellAlert } from '@cellwatch/events';
import type { CellReplay } from './cell-replay.js';

export interface CellReport extends CellBacktest {
  /** Against the rules in force; null where nothing is in force. */
  change: BacktestChange | null;
}

/** What a set of rules would have told, cell by cell and in all. */
export interface BacktestReport {
  rules_version: string;
  /** Null without a database. */
  in_force_version: string | null;
  cells: CellReport[];
  summary: BacktestSummary;
  /** Against labels, where there are some. */
  score: Score | null;
}

export interface BacktestSummary {
  cells: number;
  records: number;
  cycles: number;
  /** What would have paged somebody, on so many cells. */
  fired: number;
  critical: number;
  cells_with_alerts: number;
  notices: number;
  rules: { rule: AlertRule; fired: number; cells: string[] }[];
  new: number;
  gone: number;
  changed: number;
}

/** `replays` have the rules that are asked about first, then those in force, if any are. */
export function backtestReport(
  replays: readonly CellReplay[],
  versions: { rules_version: string; in_force_version: string | null },
  labels: LabelsRead | null,
): BacktestReport {
  const cells = replays.map(({ results: [asked, inForce] }) => ({
    ...asked,
    change: inForce ? compareBacktests(inForce, asked) : null,
  }));
  return { ...versions, cells, summary: summaryOf(cells), score: labels && scoreOf(replays, labels) };
}

function summaryOf(cells: readonly CellReport[]): BacktestSummary {
  const all = cells.flatMap(({ alerts }) => alerts.map(({ alert }) => alert));
  const paging = all.filter(isPaging);
  const codes = [...new Set(paging.map(({ rule }) => rule))].sort();
  const sum = (of: (cell: CellReport) => number) => cells.reduce((total, cell) => total + of(cell), 0);
  return {
    cells: cells.length,
    records: sum(({ records }) => records),
    cycles: sum(({ cycles }) => cycles),
    fired: paging.length,
    critical: paging.filter(({ severity }) => severity === 'critical').length,
    cells_with_alerts: new Set(paging.map(({ cell_id }) => cell_id)).size,
    notices: all.filter(({ severity, status }) => severity === 'notice' && status !== 'pending' && status !== 'lapsed')
      .length,
    rules: codes.map((rule) => {
      const fired = paging.filter((alert) => alert.rule === rule);
      return { rule, fired: fired.length, cells: [...new Set(fired.map(({ cell_id }) => cell_id))] };
    }),
    new: sum(({ change }) => change?.new.length ?? 0),
    gone: sum(({ change }) => change?.gone.length ?? 0),
    changed: sum(({ change }) => change?.changed.length ?? 0),
  };
}

function scoreOf(replays: readonly CellReplay[], read: LabelsRead): Score {
  // A label of a file is of the cell that was read from it.
  const cellOf = new Map(replays.flatMap(({ facts, files }) => files.map((file) => [file, facts.cell_id])));
  const named = <L extends { cell_id: string; file: string | null }>(labels: L[]): L[] =>
    labels.map((label) => ({ ...label, cell_id: (label.file && cellOf.get(label.file)) || label.cell_id }));
  const known = new Set(replays.map(({ facts }) => facts.cell_id));
  const labels = named(read.labels).filter(({ cell_id }) => known.has(cell_id));
  const undecided = named(read.undecided);
  const alerts = replays.flatMap(({ results: [asked] }) => asked.alerts.map(({ alert }) => alert));
  const worse = replays.flatMap(({ results: [asked] }) => asked.alerts.flatMap(escalationOf));
  // One that gets worse within a label finds that too; elsewhere it is the alert that is judged already.
  const told = [...alerts, ...worse.filter((alert) => labels.some((label) => isFound(alert, label)))];
  const judged = told.filter((alert) => !isUndecided(alert, { ...read, undecided }, byHand));
  const cycles = replays.reduce((sum, { results: [asked] }) => sum + asked.cycles, 0);
  return scoreAlerts(judged, labels, cycles, byHand);
}

function isFound(alert: CellAlert, label: Label): boolean {
  return label.cell_id === alert.cell_id && label.fault === faultOf(alert.rule) && isWithin(alert, label, byHand);
}

/** The episode as of when it became critical after it had fired. */
function escalationOf({ alert, told }: BacktestAlert): CellAlert[] {
  const [fired, ...later] = told.filter(({ status }) => status === 'firing');
  const worse = later.find(({ severity }) => severity === 'critical');
  if (!worse || fired.severity === 'critical') return [];
  const { unix_second: raised_at_unix_second, cycle_count: derived_cycle_count } = worse;
  return [{ ...alert, raised_at_unix_second, derived_cycle_count }];
}
