import { efficiencyLoss } from '../fleet/shunts.js';
import { printOhm } from '../fleet/print-ohm.js';
import type { Group } from '../watched-cell.js';
import { cyclesUntilFound, isFoundInCycle, rightAlerts, scoreOf } from './found.js';
import { groupBy, percent, table, type Watched } from './watched.js';

const rates = [0.1, 0.3, 0.5, 3];
const byOhm = (watched: readonly Watched[]) =>
  [...groupBy(watched, ({ cell }) => String(cell.resistance_ohm))].sort(
    ([one], [other]) => Number(one) - Number(other),
  );

/** Recall against the shunt's resistance, rate and interval of records. */
export function recallTables(watched: readonly Watched[], group: Group): string {
  const system = group === 'permanent shunt, full cell' ? 'full_cell' : 'anode_half_cell';
  const ofGroup = watched.filter(({ cell }) => cell.group === group);
  return [1, 10, 60]
    .map((sampling) => {
      const rows = byOhm(ofGroup.filter(({ cell }) => cell.sampling_second === sampling)).map(([ohm, cells]) => [
        printOhm(Number(ohm)),
        ...rates.map((rate) => {
          const these = cells.filter(({ cell }) => cell.c_rate === rate);
          const within = (most: number) => these.filter((one) => (cyclesUntilFound(one) ?? Infinity) <= most).length;
          const loss = efficiencyLoss(system, Number(ohm), rate);
          const shares = [these.filter(isFoundInCycle).length, within(0), within(2)];
          const lost = loss > 100 ? '> 100' : loss.toPrecision(2);
          return `${shares.map((count) => ((100 * count) / these.length).toFixed(0)).join(' / ')} of ${these.length} (${lost} pp)`;
        }),
      ]);
      return `A record each ${sampling} s and at step ends:\n\n${table(['R_s', ...rates.map((rate) => `${rate}C`)], rows)}`;
    })
    .join('\n');
}

/** Where detection is promised: 0.1 to 0.5C, a record each 10 s or oftener, full cells. */
export function promised(watched: readonly Watched[]): Watched[] {
  return watched.filter(
    ({ cell }) => cell.group === 'permanent shunt, full cell' && cell.c_rate <= 0.5 && cell.sampling_second <= 10,
  );
}

export function latencyTable(watched: readonly Watched[]): string {
  const rows = byOhm(promised(watched)).map(([ohm, cells]) => {
    const short = scoreOf(cells).faults.short!;
    const critical = cells.filter((one) => rightAlerts(one).some(({ severity }) => severity === 'critical'));
    const fused = cells.filter((one) => rightAlerts(one).some(({ rule }) => rule === 'SOFT_SHORT'));
    const pair = (of: { p50: number; p95: number } | null) => (of ? `${of.p50} / ${of.p95}` : '');
    const seconds = short.latency_second;
    return [
      printOhm(Number(ohm)),
      String(cells.length),
      percent(short.found, cells.length),
      percent(critical.length, cells.length),
      percent(fused.length, cells.length),
      pair(seconds && { p50: Math.round(seconds.p50), p95: Math.round(seconds.p95) }),
      pair(short.latency_cycles),
    ];
  });
  return table(
    ['R_s', 'cells', 'found in 4 cycles', 'critical', 'SOFT_SHORT', 'seconds P50 / P95', 'cycles P50 / P95'],
    rows,
  );
}

/** A shunt for 10 s, once or more often in one charge: against the interval of records and the noise. */
export function transientTable(watched: readonly Watched[]): string {
  const conditions = [1, 10, 60].flatMap((sampling) => [0.0001, 0.001].map((noise) => ({ sampling, noise })));
  const rows = [
    ...groupBy(
      watched.filter(({ cell }) => cell.group === 'shunt for 10 s'),
      ({ cell }) => cell.row,
    ),
  ].map(([row, cells]) => [
    row,
    ...conditions.map(({ sampling, noise }) => {
      const these = cells.filter(
        ({ cell }) => cell.sampling_second === sampling && cell.options.voltage_noise_volt === noise,
      );
      const share = (found: (one: Watched) => boolean) =>
        ((100 * these.filter(found).length) / these.length).toFixed(0);
      const warned = share((one) => rightAlerts(one).length > 0);
      const critical = share((one) => rightAlerts(one).some(({ severity }) => severity === 'critical'));
      const hope = sampling > 10 ? 'by chance' : these[0].cell.allows;
      return `${warned} / ${critical} of ${these.length} (${hope})`;
    }),
  ]);
  return table(['R_s', ...conditions.map(({ sampling, noise }) => `${sampling} s, ${1000 * noise} mV`)], rows);
}
