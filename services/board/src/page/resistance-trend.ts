import type { ResistanceEstimate } from '@cellwatch/events';
import { curveChart, type Curve, type Mark, type Spot } from './curve-chart.js';
import { digits } from './format.js';

const colors = ['--g0', '--g1', '--g2', '--g3', '--g4', '--g5', '--g6', '--g7'];
/** From here on a cell counts as activated. */
const activationCycle = 10;

export interface ResistanceTrendChart {
  node: HTMLElement;
  draw(resistances: ResistanceEstimate[]): void;
  destroy(): void;
}

/** R_ct over the cycles, a line a series with ± 1σ, the reference of each, and where activation ends. */
export function resistanceTrendChart(): ResistanceTrendChart {
  const chart = curveChart('R_ct over cycles', { x: 'Cycle', y: 'R_ct' });
  return {
    node: chart.node,
    draw(resistances) {
      const series = new Map<string, ResistanceEstimate[]>();
      for (const one of resistances)
        if (one.series_key !== null) series.set(one.series_key, [...(series.get(one.series_key) ?? []), one]);
      const color = (at: number) => colors[at % colors.length];
      const curves = [...series].map(([key, list], at): Curve => ({
        label: key.split('|').slice(1).join(', '),
        color: color(at),
        dashed: false,
        dots: true,
        line: true,
        points: list
          .map((one) => ({
            x: one.derived_cycle_count!,
            y: one.charge_transfer_resistance_ohm!,
            error: one.charge_transfer_resistance_standard_deviation_ohm ?? undefined,
          }))
          .sort((one, other) => one.x - other.x),
      }));
      const standing = [...series.values()].flat();
      const spots = standing.flatMap(({ growth, ...one }): Spot[] => {
        if (growth === null) return [];
        const label = `growth × ${digits(one.resistance_ratio)}`;
        return [{ x: one.derived_cycle_count!, y: one.charge_transfer_resistance_ohm!, color: '--alert', label }];
      });
      const references = [...series.values()].map((list) => list.findLast((one) => one.reference_resistance_ohm !== null)); // prettier-ignore
      const marks = references.flatMap((one, at): Mark[] => {
        if (!one) return [];
        const y = one.reference_resistance_ohm!;
        return [{ y, color: color(at), label: `reference ${digits(y)} Ω` }];
      });
      if (standing.some((one) => one.derived_cycle_count! < activationCycle))
        marks.push({ x: activationCycle, color: '--rest', label: `activated from cycle ${activationCycle}` });
      chart.draw(curves, spots, { x: 'derived', y: 'Ω' }, marks);
      chart.describe(
        curves.length === 0
          ? 'No spectrum stands in a series: the table says why.'
          : `A line a series of one circuit, voltage, temperature and direction; bars are ± 1σ. Before cycle ${activationCycle} a cell is activated: the reference, dashed, is the median of the first three after that.`,
      );
    },
    destroy: () => chart.destroy(),
  };
}
