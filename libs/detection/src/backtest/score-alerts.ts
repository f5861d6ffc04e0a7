import type { AlertSeverity, CellAlert } from '@cellwatch/events';
import { faultOf, faults, type Fault } from './fault-of.js';
import { isPaging } from './is-paging.js';
import { isWithin } from './is-within.js';
import type { Label, Tolerance } from './label.js';

export interface FaultScore {
  labels: number;
  found: number;
  alerts: number;
  false_alarms: number;
  /** Of all alerts those that were right; null without alerts. */
  precision: number | null;
  /** Of all labels those that were found; null without labels. */
  recall: number | null;
  f1: number | null;
  /** From the label's beginning to the first alert; null where no label or no alert has that clock. */
  latency_second: Quantiles | null;
  latency_cycles: Quantiles | null;
  /** From the first alert to the label's end; null where no found label has one. */
  lead_cycles: Quantiles | null;
}

export interface Quantiles {
  p50: number;
  p95: number;
}

export interface Score {
  faults: Partial<Record<Fault, FaultScore>>;
  cell_cycles: number;
  false_alarms: Record<Exclude<AlertSeverity, 'notice'>, number>;
  false_alarms_per_1000_cell_cycles: Record<Exclude<AlertSeverity, 'notice'>, number | null>;
  /** Of each labelled fault, by the fault that the worst alert within it speaks of, the first of these: how many labels. */
  confusion: Partial<Record<Fault, Partial<Record<Fault | 'nothing', number>>>>;
  /** Labels that no alert found. */
  missed: Label[];
  /** Alerts that no label explains. */
  unexplained: CellAlert[];
}

/**
 * Holds alerts against labels. An alert is right where it speaks of a label's fault while that held (see `isWithin`); the first
 * one finds the label, and further ones within the same label are neither found again nor false, for one fault shows in several
 * rules. Every other alert is false, whatever it speaks of: one within a label of another fault is false and confused. Notices,
 * pending and lapsed ones are none, for nobody is paged. `cell_cycles`: how many cycles of how many cells were watched.
 */
export function scoreAlerts(
  alerts: readonly CellAlert[],
  labels: readonly Label[],
  cell_cycles: number,
  tolerance: Tolerance,
): Score {
  const paged = alerts.filter(isPaging);
  const real = labels.filter((label): label is Label & { fault: Fault } => label.fault !== null);
  const right = new Set<CellAlert>();
  const found = new Map<Label, CellAlert>();
  const confusion: Score['confusion'] = {};
  for (const label of real) {
    const within = paged.filter((alert) => alert.cell_id === label.cell_id && isWithin(alert, label, tolerance));
    within.sort(inOrder);
    for (const alert of within)
      if (faultOf(alert.rule) === label.fault) {
        right.add(alert);
        if (!found.has(label)) found.set(label, alert);
      }
    const worst = within.find(({ severity }) => severity === 'critical') ?? within.at(0);
    const told = worst ? faultOf(worst.rule) : 'nothing';
    const row = (confusion[label.fault] ??= {});
    row[told] = (row[told] ?? 0) + 1;
  }
  const wrong = paged.filter((alert) => !right.has(alert));
  const count = (severity: AlertSeverity) => wrong.filter((alert) => alert.severity === severity).length;
  const false_alarms = { warning: count('warning'), critical: count('critical') };
  const per1000 = (alarms: number) => (cell_cycles > 0 ? (1000 * alarms) / cell_cycles : null);
  const scores = faults.flatMap((fault): [Fault, FaultScore][] => {
    const score = scoreOf(fault);
    return score.labels + score.alerts === 0 ? [] : [[fault, score]];
  });
  return {
    faults: Object.fromEntries(scores),
    cell_cycles,
    false_alarms,
    false_alarms_per_1000_cell_cycles: {
      warning: per1000(false_alarms.warning),
      critical: per1000(false_alarms.critical),
    },
    confusion,
    missed: real.filter((label) => !found.has(label)),
    unexplained: wrong,
  };

  function scoreOf(fault: Fault): FaultScore {
    const ofFault = real.filter((label) => label.fault === fault);
    const hits = ofFault.flatMap((label): [Label, CellAlert][] => {
      const alert = found.get(label);
      return alert ? [[label, alert]] : [];
    });
    const spoken = paged.filter(({ rule }) => faultOf(rule) === fault);
    const false_alarms = spoken.filter((alert) => !right.has(alert)).length;
    const precision = spoken.length > 0 ? 1 - false_alarms / spoken.length : null;
    const recall = ofFault.length > 0 ? hits.length / ofFault.length : null;
    const between = (from: number | null, to: number | null) => (from === null || to === null ? [] : [to - from]);
    return {
      labels: ofFault.length,
      found: hits.length,
      alerts: spoken.length,
      false_alarms,
      precision,
      recall,
      f1: precision && recall ? (2 * precision * recall) / (precision + recall) : null,
      latency_second: quantiles(
        hits.flatMap(([label, alert]) => between(label.began_at_unix_second, alert.raised_at_unix_second)),
      ),
      latency_cycles: quantiles(
        hits.flatMap(([label, alert]) => between(label.first_cycle, alert.derived_cycle_count)),
      ),
      lead_cycles: quantiles(hits.flatMap(([label, alert]) => between(alert.derived_cycle_count, label.last_cycle))),
    };
  }
}

function inOrder(one: CellAlert, other: CellAlert): number {
  const by = (a: number | null, b: number | null) => (a ?? 0) - (b ?? 0);
  return (
    by(one.raised_at_unix_second, other.raised_at_unix_second) || by(one.derived_cycle_count, other.derived_cycle_count)
  );
}

/** Nearest rank. */
function quantiles(values: number[]): Quantiles | null {
  if (values.length === 0) return null;
  const sorted = values.sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  return { p50: at(0.5), p95: at(0.95) };
}
