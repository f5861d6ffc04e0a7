import type { Curve, Definition } from '../report.js';
import { frame, line, text, type Frame } from './frame.js';
import { short, tag } from './markup.js';
import { padded } from './scale.js';

export interface CurveChartOptions {
  id: string;
  title: string;
  definition: Definition;
  curves: readonly (Curve & { of_all?: [cycle: number, value: number][] })[];
  /** A dashed line across, in the value's unit. */
  limit?: number;
  /** Cuts the axis: what lies outside is named in the caption. */
  y?: readonly [number, number];
  height?: number;
  /** Lines under the axis, drawn in the frame's own coordinates. */
  under?: { height: number; draw(frame: Frame): string[] };
}

const most = 400;

/** Mean of each group against the cycle, its band of one standard deviation, and behind them the single cells. */
export function curveChart({ id, title, definition, curves, limit, y, height, under }: CurveChartOptions): string {
  const { shown_factor, shown_unit, name } = definition;
  const last = Math.max(1, ...curves.flatMap(({ cells }) => cells.map(({ points }) => points.at(-1)?.[0] ?? 0)));
  const drawn = frame({
    id,
    title,
    x_title: 'Cycle',
    y_title: `${name} (${shown_unit})`,
    x: [0, last],
    y: (y ?? extentOf(curves, limit)).map((bound) => bound * shown_factor) as [number, number],
    height,
    under: under?.height,
  });
  const place = (cycle: number, value: number) => `${short(drawn.x(cycle))},${short(drawn.y(value * shown_factor))}`;
  const path = (points: readonly (readonly [number, number])[]) =>
    points.map(([cycle, value]) => place(cycle, value)).join(' ');
  const bands = curves.map(({ points }, index) =>
    runs(points).map((run) => {
      const spread = run.filter((point) => point.standard_deviation !== null);
      const upper = spread.map((point): [number, number] => [point.cycle, point.mean + point.standard_deviation!]);
      const lower = spread.map((point): [number, number] => [point.cycle, point.mean - point.standard_deviation!]);
      return spread.length === 0
        ? ''
        : tag('polygon', { class: `band g${index % 8}`, points: path([...upper, ...lower.reverse()]) });
    }),
  );
  const cells = curves.map(({ cells }, index) =>
    cells.map((cell) => tag('polyline', { class: `cell g${index % 8}`, points: path(thinned(cell.points)) })),
  );
  const means = curves.map(({ points }, index) =>
    runs(points).map((run) =>
      tag('polyline', {
        class: `mean g${index % 8}`,
        points: path(run.map((point): [number, number] => [point.cycle, point.mean])),
      }),
    ),
  );
  const all = curves.map(({ of_all = [] }, index) =>
    of_all.length === 0 ? [] : [tag('polyline', { class: `all g${index % 8}`, points: path(thinned(of_all)) })],
  );
  const across = limit === undefined ? [] : limitLine(drawn, limit * shown_factor, last);
  return drawn.draw([bands, cells, all, means].flat(2).concat(across), under?.draw(drawn));
}

function limitLine(drawn: Frame, value: number, last: number): string[] {
  const y = drawn.y(value);
  return [
    line('limit', drawn.x(0), y, drawn.x(last), y),
    text(drawn.x(0) + 6, y - 5, `end of life ${Number(value.toFixed(2))}`, 'start', 'quiet'),
  ];
}

function extentOf(curves: CurveChartOptions['curves'], limit?: number): [number, number] {
  const values = curves.flatMap(({ cells, of_all = [] }) => [
    ...cells.flatMap(({ points }) => points.map(([, value]) => value)),
    ...of_all.map(([, value]) => value),
  ]);
  const known = limit === undefined ? values : [...values, limit];
  return padded(known, Math.abs(known[0] ?? 1) * 0.02);
}

/** Points over the same number of cells: a mean of fewer cells is another line, not a jump of this one. */
function runs<P extends { cycle: number; n: number }>(points: readonly P[]): P[][] {
  const found: P[][] = [];
  for (const point of points) {
    const run = found.at(-1);
    if (run && run[0].n === point.n) run.push(point);
    else found.push([point]);
  }
  return found.map((run) => thinned(run));
}

/** Every k-th, with the last: no screen shows more. */
function thinned<T>(points: readonly T[]): T[] {
  const step = Math.ceil(points.length / most);
  return points.filter((_, at) => at % step === 0 || at === points.length - 1);
}
