import { isPaging, type BacktestAlert } from '@cellwatch/detection';
import { csvField } from '../parse.js';
import type { BacktestReport } from './backtest-report.js';
import { firedStep, instant } from './fired-step.js';

const head =
  'cell_id,rule,severity,status,pages,change,fired_at,fired_cycle,ended_at,ended_cycle,test_id,record_index,quantity,value,limit,message';

/** A line an episode; those that only the rules in force give say `gone`. */
export function backtestCsv({ cells }: BacktestReport): string {
  const lines = cells.flatMap(({ alerts, change }) => [
    ...alerts.map((one) => line(one, change === null ? '' : change.new.includes(one) ? 'new' : changed(one))),
    ...(change?.gone ?? []).map((one) => line(one, 'gone')),
  ]);
  return [head, ...lines, ''].join('\n');

  function changed(one: BacktestAlert): string {
    return cells.some(({ change }) => change?.changed.some(({ after }) => after === one)) ? 'changed' : '';
  }
}

function line(one: BacktestAlert, change: string): string {
  const { alert, told } = one;
  const fired = firedStep(one);
  const ended = told.find(({ status }) => status === 'cleared' || status === 'lapsed');
  const { quantity, value, limit } = alert.evidence;
  return [
    alert.cell_id,
    alert.rule,
    alert.severity,
    alert.status,
    isPaging(alert),
    change,
    fired ? instant(fired.unix_second) : '',
    fired?.cycle_count ?? '',
    ended ? instant(ended.unix_second) : '',
    ended?.cycle_count ?? '',
    alert.test_id,
    alert.record_index,
    quantity,
    value,
    limit,
    alert.message,
  ]
    .map((field) => csvField(String(field)))
    .join(',');
}
