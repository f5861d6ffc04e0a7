import { makeChart } from './chart.js';
import { element } from './element.js';
import { focusRange } from './focus-range.js';
import { decimals, percent, scaleFor } from './format.js';
import type { CycleSummary } from './shapes.js';
import { efficiencyConvention, reasons, retentionConvention, retentionOf } from './words.js';

/** Half a per cent: what is nearer than this never flattens a chart. */
const leastReach = 0.5;

export interface CycleCharts {
  node: HTMLElement;
  draw(cycles: CycleSummary[], system: string | undefined, marks: number[]): void;
  destroy(): void;
}

/** Capacity, coulombic efficiency and retention against the cycle. Dashed lines are alerts. */
export function cycleCharts(): CycleCharts {
  const charted = { x: 'cycle', showX: String, group: 'cycles', height: 200 } as const;
  let unit = 'Ah';
  const shown = (value: number) => `${decimals(value, 4)} ${unit}`;
  const capacity = makeChart({
    ...charted,
    title: 'Capacity',
    unit,
    note: '',
    series: [
      { label: 'Charge', color: '--charge', show: shown, dots: true },
      { label: 'Discharge', color: '--discharge', show: shown, dots: true },
    ],
  });
  const efficiency = makeChart({
    ...charted,
    title: 'Coulombic efficiency',
    unit: '%',
    note: '',
    series: [
      { label: 'CE', color: '--efficiency', show: (value) => `${decimals(value, 3)} %`, dots: true },
      { label: 'Running mean', color: '--rest', show: (value) => `${decimals(value, 3)} %` },
    ],
  });
  const retention = makeChart({
    ...charted,
    title: 'Capacity retention',
    unit: '%',
    note: '',
    series: [{ label: 'Retention', color: '--retention', show: (value) => `${decimals(value, 2)} %`, dots: true }],
  });
  const charts = [capacity, efficiency, retention];

  return {
    node: element('div', { class: 'charts' }, ...charts.map((chart) => chart.node)),
    draw(cycles, system, marks) {
      const counts = cycles.map(({ derived_cycle_count }) => derived_cycle_count);
      // A half that is still running would look like a loss.
      const whole = (cycle: CycleSummary, value: number) => (cycle.status === 'complete' ? value : null);
      const charge = cycles.map((cycle) => whole(cycle, cycle.cycle_charging_capacity_ah));
      const discharge = cycles.map((cycle) => whole(cycle, cycle.cycle_discharging_capacity_ah));
      const scale = scaleFor([...charge, ...discharge], 'Ah');
      unit = scale.unit;
      const scaled = (values: (number | null)[]) =>
        values.map((value) => (value === null ? null : value / scale.factor));
      const asPercent = (values: (number | null)[]) => values.map((value) => (value === null ? null : value * 100));
      capacity.draw([counts, scaled(charge), scaled(discharge)], marks);
      capacity.describe(
        'Charge passed in each direction of a complete cycle, integrated from the current; never negative.',
        unit,
      );
      const efficiencies = asPercent(cycles.map((cycle) => cycle.coulombic_efficiency));
      const focus = focusRange(efficiencies, leastReach);
      const means = asPercent(cycles.map((cycle) => cycle.average_coulombic_efficiency));
      efficiency.draw([counts, efficiencies, means], marks, focus);
      efficiency.describe(
        `${efficiencyConvention(system)}${averaged(cycles)}${beyond(cycles, focus)}${missing(cycles)}`,
      );
      retention.draw([counts, asPercent(cycles.map((cycle) => cycle.capacity_retention))], marks);
      const based = cycles.findLast((cycle) => cycle.retention_reference !== null);
      retention.describe(
        retentionConvention(system, based?.retention_reference ?? null, based?.retention_reference_cycle_count ?? null),
        '%',
        based ? `Capacity retention ${retentionOf(based)}` : 'Capacity retention',
      );
    },
    destroy() {
      for (const chart of charts) chart.destroy();
    },
  };
}

/** What the running mean is made of. */
function averaged(cycles: CycleSummary[]): string {
  const newest = cycles.findLast((cycle) => cycle.average_coulombic_efficiency !== null);
  if (!newest) return '';
  const { average_coulombic_efficiency: mean, averaged_cycles: n } = newest;
  return ` Running mean ${percent(mean, 2)} over n = ${n}: without the first, formation, check-ups and the first of new conditions.`;
}

/** The most frequent reason why cycles have no CE, beside the open one. */
function missing(cycles: CycleSummary[]): string {
  const counts = new Map<string, number>();
  for (const { coulombic_efficiency, coulombic_efficiency_reason: reason, status } of cycles)
    if (coulombic_efficiency === null && reason !== null && status !== 'open')
      counts.set(reasons[reason], (counts.get(reasons[reason]) ?? 0) + 1);
  const [most] = [...counts].sort(([, one], [, other]) => other - one);
  return most ? ` No CE in ${most[1]} of ${cycles.length} cycles: ${most[0]}.` : '';
}

/** Cycles that the axis leaves out, with their values: nothing is hidden. */
function beyond(cycles: CycleSummary[], focus: { low: number; high: number } | null): string {
  if (focus === null) return '';
  const out = cycles.filter(({ coulombic_efficiency: ratio }) => {
    return ratio !== null && (ratio * 100 < focus.low || ratio * 100 > focus.high);
  });
  const named = out.map((cycle) => `cycle ${cycle.derived_cycle_count} (${percent(cycle.coulombic_efficiency, 2)})`);
  return ` Beyond the axis: ${named.join(', ')}.`;
}
