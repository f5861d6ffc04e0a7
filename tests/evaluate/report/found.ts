import { faultOf, scoreAlerts, type Score } from '@cellwatch/detection';
import type { CellAlert } from '@cellwatch/events';
import type { Watched } from './watched.js';

/** Doubts of the data page nobody, and are what a data error is found by: here they count as if they warned. */
function heard(alerts: readonly CellAlert[]): CellAlert[] {
  return alerts.map((alert) =>
    alert.severity === 'notice' && faultOf(alert.rule) === 'data_error' ? { ...alert, severity: 'warning' } : alert,
  );
}

/** A clock that was set back tells a time before the fault. */
const tolerance = { cycles_before: 0, cycles_after: 0, seconds_before: 0, seconds_after: 0 };
const setBackSecond = 3600;

export function scoreOf(watched: readonly Watched[]): Score {
  const labels = watched.flatMap(({ outcome }) => outcome.label ?? []);
  const ofData = labels.some(({ fault }) => fault === 'data_error');
  const cycles = watched.reduce((sum, { outcome }) => sum + outcome.cell_cycles, 0);
  return scoreAlerts(
    watched.flatMap(({ outcome }) => heard(outcome.alerts)),
    labels,
    cycles,
    { ...tolerance, seconds_before: ofData ? setBackSecond : 0 },
  );
}

/** Episodes of the cell that began before its fault: all of them in a healthy one. */
export function isBeforeFault({ outcome: { label } }: Watched, alert: CellAlert): boolean {
  if (label === null) return true;
  const { raised_at_unix_second: second, derived_cycle_count: cycle } = alert;
  // A wrong clock is told at the time it says, and before the first record under load of the cycle that it is in.
  const [seconds, cycles] = label.fault === 'data_error' ? [setBackSecond, 1] : [0, 0];
  const early = second === null || second < label.began_at_unix_second! - seconds;
  return early && (cycle ?? 0) < label.first_cycle! - cycles;
}

/** The cell's right alerts that page, first one first. */
export function rightAlerts(watched: Watched): CellAlert[] {
  const { alerts, label } = watched.outcome;
  return heard(alerts)
    .filter(
      (alert) => alert.severity !== 'notice' && faultOf(alert.rule) === label?.fault && !isBeforeFault(watched, alert),
    )
    .sort((one, other) => (one.raised_at_unix_second ?? 0) - (other.raised_at_unix_second ?? 0));
}

/** Cycles from the fault's own to the first right alert; null where there is none. */
export function cyclesUntilFound(watched: Watched): number | null {
  const [first] = rightAlerts(watched);
  return first ? (first.derived_cycle_count ?? 0) - watched.outcome.label!.first_cycle! : null;
}

/** Told from the records of the very cycle, before it was over. */
export function isFoundInCycle(watched: Watched): boolean {
  return rightAlerts(watched).some(
    (alert) => alert.topic === 'cycler.records' && alert.derived_cycle_count === watched.outcome.label!.first_cycle,
  );
}
