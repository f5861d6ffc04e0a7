import type { Curve, Definition, Report } from './report.js';
import { retention } from './quantities/retentions.js';
import { quantities } from './quantities/all.js';
import { barChart } from './svg/bar-chart.js';
import { drawAtRisk, heightOf } from './svg/at-risk.js';
import { curveChart } from './svg/curve-chart.js';
import { escaped, tag } from './svg/markup.js';
import { padded } from './svg/scale.js';
import { survivalChart } from './svg/survival-chart.js';

const band =
  'Line: mean over the cells that completed the cycle; band: ± one standard deviation where two or more did; thin lines: single cells. The mean breaks where the number of cells changes.';

/** Figures that follow each other, each with its number and what it shows. */
export function htmlFigures(report: Report, definitions: ReadonlyMap<string, Definition>): string {
  const { capacity, efficiency, retention: survivors, survival } = report.figures;
  const legend = legendOf(report);
  const known = (quantity: string) => definitions.get(quantity) ?? quantities.get(quantity)!;
  const focus = focusOf(efficiency.curves);
  const figures = [
    figure(1, `Reversible capacity against the cycle. ${band}`, legend, [
      curveChart({
        id: 'capacity',
        title: 'Reversible capacity against the cycle',
        definition: known(capacity.quantity),
        curves: capacity.curves,
        height: 320,
      }),
    ]),
    figure(2, `Coulombic efficiency against the cycle. ${band}${beyondText(efficiency.curves, focus)}`, legend, [
      curveChart({
        id: 'efficiency',
        title: 'Coulombic efficiency against the cycle',
        definition: known(efficiency.quantity),
        curves: efficiency.curves,
        y: focus,
      }),
    ]),
    figure(
      3,
      'Capacity retention. Solid: mean of the survivors, with the number at risk below; dashed: mean of all, the dead at their last value. Band: ± one standard deviation of the survivors; thin lines: single cells up to their end. The mean breaks where the number at risk changes.',
      legend,
      [
        curveChart({
          id: 'retention',
          title: 'Capacity retention of survivors against the cycle, with numbers at risk',
          definition: { ...known(retention.quantity), name: 'Capacity retention' },
          curves: survivors.curves.map((curve) => ({ ...curve, of_all: differing(curve) })),
          limit: report.end_of_life_retention,
          height: 320,
          under: { height: heightOf(survivors.curves), draw: drawAtRisk(survivors.curves) },
        }),
      ],
    ),
  ];
  if (survival.some((group) => group.survival.died > 0))
    figures.push(
      figure(
        figures.length + 1,
        'Survival (Kaplan-Meier), with the 95 % interval from Greenwood’s variance on the log-log scale. Cells that still run, or were withdrawn alive, are censored.',
        legend,
        [survivalChart('survival', 'Survival against the cycle', survival)],
      ),
    );
  const rates = ratesFigure(report, definitions, figures.length + 1, legend);
  return tag('section', { class: 'figures' }, ...figures, rates);
}

function ratesFigure(
  report: Report,
  definitions: ReadonlyMap<string, Definition>,
  number: number,
  legend: string,
): string {
  const { rates } = report.figures;
  if (!rates) return '';
  const definition = definitions.get(rates.quantity)!;
  const rows = report.sections.flatMap((section) => section.rows).filter(({ quantity }) => quantity === rates.quantity);
  const bars = report.groups.map(({ group }) => ({
    group,
    bars: rates.at.map((name) => {
      const statistics = rows.find(({ at }) => at === name)?.groups[group].statistics ?? null;
      const scaled = (value: number | null | undefined) => (value == null ? null : value * definition.shown_factor);
      return { name, mean: scaled(statistics?.mean), standard_deviation: scaled(statistics?.standard_deviation) };
    }),
  }));
  const caption =
    'Reversible capacity at each rate, in the order of the test: last cycle of the rate, mean over cells ± one standard deviation.';
  return figure(number, caption, legend, [
    barChart('rates', 'Reversible capacity at each rate', `Reversible capacity (${definition.shown_unit})`, bars),
  ]);
}

export function figure(number: number, caption: string, legend: string, drawings: string[]): string {
  return tag('figure', {}, legend, ...drawings, tag('figcaption', {}, `<b>Figure ${number}.</b> ${escaped(caption)}`));
}

export function legendOf({ groups }: Report): string {
  const keys = groups.map(
    ({ group, cells }, index) =>
      `<span><i class="key g${index % 8}"></i>${escaped(`${group} (${cells.length} ${cells.length === 1 ? 'cell' : 'cells'})`)}</span>`,
  );
  return tag('p', { class: 'legend' }, ...keys);
}

/** Where no cell has died, both means are one and one line says it. */
function differing({ points, of_all }: Report['figures']['retention']['curves'][number]): [number, number][] {
  const means = new Map(points.map(({ cycle, mean }) => [cycle, mean]));
  const first = of_all.findIndex(([cycle, value]) => Math.abs((means.get(cycle) ?? NaN) - value) > 1e-12);
  return first === -1 ? [] : of_all.slice(Math.max(0, first - 1));
}

const valuesOf = (curves: readonly Curve[]) =>
  curves.flatMap(({ cells }) => cells.flatMap(({ points }) => points.map(([, value]) => value)));

/** The axis of efficiency shows the settled cycles: formation would flatten them. */
function focusOf(curves: readonly Curve[]): [number, number] {
  const values = valuesOf(curves).sort((one, other) => one - other);
  const quantile = (share: number) => values[Math.min(values.length - 1, Math.floor(share * values.length))];
  if (values.length === 0) return [0, 1];
  const [low, high] = [quantile(0.05), quantile(0.99)];
  const room = Math.max(2 * (high - low), 0.002);
  return padded(
    values.filter((value) => value >= low - room && value <= high + room),
    0.004,
  );
}

/** Nothing is hidden: what the axis leaves out is named. */
function beyondText(curves: readonly Curve[], [low, high]: readonly [number, number]): string {
  const out = valuesOf(curves).filter((value) => value < low || value > high);
  if (out.length === 0) return '';
  const percent = (value: number) => (100 * value).toFixed(1);
  return ` ${out.length} ${out.length === 1 ? 'value lies' : 'values lie'} beyond the axis, from ${percent(Math.min(...out))} to ${percent(Math.max(...out))} %.`;
}
