import { alertName, type BacktestAlert, type CellBacktest } from './open-backtest.js';
import { isPaging } from './is-paging.js';

/** What two sets of rules say differently of one cell's history, of what pages somebody. */
export interface BacktestChange {
  new: BacktestAlert[];
  gone: BacktestAlert[];
  /** The same episode, milder or worse. */
  changed: { before: BacktestAlert; after: BacktestAlert }[];
}

/** Episodes are the same where they begin with the same record. */
export function compareBacktests(before: CellBacktest, after: CellBacktest): BacktestChange {
  const paging = ({ alerts }: CellBacktest) =>
    new Map(alerts.filter(({ alert }) => isPaging(alert)).map((one) => [alertName(one.alert), one]));
  const old = paging(before);
  const fresh = paging(after);
  const changed = [...fresh].flatMap(([name, now]) => {
    const was = old.get(name);
    return was && was.alert.severity !== now.alert.severity ? [{ before: was, after: now }] : [];
  });
  return {
    new: [...fresh].filter(([name]) => !old.has(name)).map(([, one]) => one),
    gone: [...old].filter(([name]) => !fresh.has(name)).map(([, one]) => one),
    changed,
  };
}
