import type { AlertSeverity, CellAlert } from '@cellwatch/events';
import { isBeforeFault } from './found.js';
import { groupBy, table, type Watched } from './watched.js';

const severities: AlertSeverity[] = ['critical', 'warning', 'notice'];

interface FalseAlarm {
  watched: Watched;
  alert: CellAlert;
}

/** Whatever is told of a healthy cell, or of a cell before its fault. */
function falseAlarms(watched: readonly Watched[]): FalseAlarm[] {
  return watched.flatMap((one) =>
    one.outcome.alerts.filter((alert) => isBeforeFault(one, alert)).map((alert) => ({ watched: one, alert })),
  );
}

const healthyCycles = (watched: readonly Watched[]) =>
  watched.reduce((sum, { outcome }) => sum + outcome.healthy_cycles, 0);

export function alarmRate(watched: readonly Watched[], severity: AlertSeverity): { value: number; of: number } {
  const count = falseAlarms(watched).filter(({ alert }) => alert.severity === severity).length;
  const of = healthyCycles(watched);
  return { value: (1000 * count) / of, of };
}

function placeOf({ watched: { cell } }: FalseAlarm): string {
  if (cell.group === 'healthy trap') return cell.row;
  const { voltage_noise_volt } = cell.options;
  return `${cell.c_rate}C, ${cell.sampling_second} s, ${1000 * voltage_noise_volt!} mV`;
}

export function falseAlarmTables(heldOut: readonly Watched[], training: readonly Watched[]): string {
  const kinds = [
    ['fleets scaled to published cells', (one: Watched) => one.cell.group === 'healthy fleet'],
    ['look-alikes', (one: Watched) => one.cell.group === 'healthy trap'],
    ['cells before their fault', (one: Watched) => one.cell.fault !== null],
    ['all', () => true],
  ] as const;
  const print = (value: number) => (value === 0 ? '0' : value.toFixed(2));
  const rates = kinds.map(([name, chosen]) => {
    const these = heldOut.filter(chosen);
    return [
      name,
      String(healthyCycles(these)),
      ...severities.map((severity) => print(alarmRate(these, severity).value)),
      severities.map((severity) => print(alarmRate(training.filter(chosen), severity).value)).join(' / '),
    ];
  });
  const alarms = falseAlarms(heldOut);
  const total = healthyCycles(heldOut);
  const byRule = [...groupBy(alarms, ({ alert }) => alert.rule)].sort(([one], [other]) => one.localeCompare(other));
  const rules = byRule.map(([rule, these]) => [
    rule,
    ...severities.map((severity) =>
      print((1000 * these.filter(({ alert }) => alert.severity === severity).length) / total),
    ),
    [...groupBy(these, placeOf).entries()]
      .sort(([, one], [, other]) => other.length - one.length)
      .slice(0, 4)
      .map(([row, found]) => `${row} (${found.length})`)
      .join('; '),
  ]);
  return [
    'Episodes per 1 000 healthy cell-cycles:',
    '',
    table(['', 'cell-cycles', ...severities, 'training: the same'], rates),
    'By rule:',
    '',
    rules.length > 0 ? table(['Rule', ...severities, 'most of them where'], rules) : 'None.\n',
  ].join('\n');
}

/** Each look-alike and each fleet: what was told of it. */
export function healthyTable(heldOut: readonly Watched[]): string {
  const healthy = heldOut.filter(({ cell }) => cell.fault === null);
  const rows = [...groupBy(healthy, ({ cell }) => cell.row)].map(([row, cells]) => {
    const told = [...groupBy(falseAlarms(cells), ({ alert }) => `${alert.rule} ${alert.severity}`)];
    return [
      row,
      String(cells.length),
      String(healthyCycles(cells)),
      told.map(([what, found]) => `${what} (${found.length})`).join(', ') || 'quiet',
    ];
  });
  return table(['Healthy', 'cells', 'cell-cycles', 'told'], rows);
}
