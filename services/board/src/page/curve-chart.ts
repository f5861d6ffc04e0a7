import type uPlotClass from 'uplot';
import { decades, decadeTicks } from './decade-ticks.js';
import { element } from './element.js';
import { decimals, digits, none } from './format.js';
import { numberTicks } from './number-ticks.js';

// Loaded by its own script element before the page's modules.
declare const uPlot: typeof uPlotClass;

export interface Curve {
  label: string;
  /** Name of a CSS custom property. */
  color: string;
  dashed: boolean;
  /** Points are marked, and joined only where `line` says so. */
  dots?: boolean;
  line?: boolean;
  /** x rises; `error` is drawn as a bar up and down. */
  points: { x: number; y: number; error?: number }[];
}

/** Something to point at. */
export interface Spot {
  x: number;
  y: number;
  color: string;
  label: string | null;
}

/** A dashed line across at one x or one y, with its name. */
export interface Mark {
  x?: number;
  y?: number;
  color: string;
  label: string;
}

export interface CurveChart {
  node: HTMLElement;
  draw(curves: Curve[], spots: Spot[], units: { x: string; y: string }, marks?: Mark[]): void;
  describe(note: string): void;
  destroy(): void;
}

/** A logarithmic y axis is only worth it from here on. */
const widestLinear = 4;

/**
 * Curves of one quantity over another that is not time, overlaid. `equal`: both axes have one scale, and there is no zoom. `log`:
 * the x axis is logarithmic; of `both`, y too where its values span a factor of 4.
 */
export function curveChart(
  title: string,
  axes: { x: string; y: string },
  { equal = false, log, height = 300 }: { equal?: boolean; log?: 'x' | 'both'; height?: number } = {},
): CurveChart {
  const note = element('p', { class: 'note' });
  const unit = element('span', { class: 'unit' });
  const canvas = element('div', { class: 'plot', role: 'img', 'aria-label': `${title}, chart` });
  const empty = element('p', { class: 'empty' }, 'No values');
  const node = element(
    'figure',
    { class: 'chart many' },
    element('figcaption', {}, element('h3', {}, `${title} `, unit), note),
    canvas,
  );
  canvas.style.minHeight = `${height + 32}px`;
  let curves: Curve[] = [];
  let spots: Spot[] = [];
  let units = { x: '', y: '' };
  let marks: Mark[] = [];
  let plot: uPlotClass | undefined;

  function build(): void {
    plot?.destroy();
    plot = new uPlot(settings(), columnsOf(curves) as uPlotClass.AlignedData, canvas);
    canvas.dataset.points = String(curves.reduce((sum, { points }) => sum + points.length, 0));
    if (curves.length === 0) canvas.append(empty);
    else empty.remove();
  }

  function settings(): uPlotClass.Options {
    const style = getComputedStyle(document.documentElement);
    const color = (name: string) => style.getPropertyValue(name).trim();
    const family = style.getPropertyValue('--font').trim();
    const logY = log === 'both' && spansDecades(curves);
    const axis = (size: number, label: string, logarithmic: boolean): uPlotClass.Axis => ({
      stroke: color('--quiet'),
      font: `12px ${family}`,
      label,
      labelFont: `12px ${family}`,
      labelSize: 18,
      size,
      grid: { stroke: color('--line'), width: 1 },
      ticks: { show: false },
      ...(logarithmic ? { splits: decadeSplits, filter: (_self: uPlotClass, ticks: number[]) => ticks } : {}),
      values: (_self, ticks, _axis, _space, step) => (logarithmic ? decadeTicks(ticks) : numberTicks(ticks, step)),
    });
    const shown = (_self: uPlotClass, value: number | null) => (value == null ? none : decimals(value, 3));
    const shownX = log ? (_self: uPlotClass, value: number | null) => (value == null ? none : digits(value)) : shown;
    return {
      width: Math.max(canvas.clientWidth, 160),
      height,
      scales: equal
        ? equalScales(curves, Math.max(canvas.clientWidth, 160) - 80, height - 70)
        : {
            x: log ? { time: false, distr: 3, range: (_self, low, high) => paddedLog(low, high) } : { time: false },
            y: logY
              ? { distr: 3, range: (_self, low, high) => paddedLog(low, high) }
              : { range: (_self, low, high) => padded(...withErrors(curves, low, high)) },
          },
      cursor: { drag: { x: !equal, y: false }, points: { size: 6 } },
      legend: { markers: { width: 0, fill: (_self, index) => color(curves[index - 1].color) } },
      axes: [axis(26, `${axes.x}, ${units.x}`, log !== undefined), axis(46, `${axes.y}, ${units.y}`, logY)],
      series: [
        { label: axes.x, value: shownX },
        ...curves.map((curve) => ({
          label: curve.label,
          stroke: color(curve.color),
          width: curve.dots && !curve.line ? 0 : 1.5,
          ...(curve.dashed ? { dash: [5, 3] } : {}),
          spanGaps: true,
          points: curve.dots ? { show: true, size: 5, fill: color(curve.color), width: 0 } : { show: false },
          value: shown,
        })),
      ],
      hooks: {
        draw: [
          (self) => drawErrors(self, curves, color),
          (self) => drawMarks(self, marks, color, `12px ${family}`),
          (self) => drawSpots(self, spots, color, `12px ${family}`),
        ],
      },
    };
  }

  const sizes = new ResizeObserver(() => {
    if (canvas.clientWidth > 0) plot?.setSize({ width: canvas.clientWidth, height });
  });
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const rebuild = () => build();
  sizes.observe(canvas);
  dark.addEventListener('change', rebuild);

  return {
    node,
    draw(next, nextSpots, nextUnits, nextMarks = []) {
      curves = next;
      spots = nextSpots;
      units = nextUnits;
      marks = nextMarks;
      unit.textContent = units.y;
      build();
    },
    describe(text) {
      note.textContent = text;
    },
    destroy() {
      sizes.disconnect();
      dark.removeEventListener('change', rebuild);
      plot?.destroy();
    },
  };
}

/** One column of all x, then one a curve: undefined where another curve has its point. */
function columnsOf(curves: Curve[]): (number | null | undefined)[][] {
  const along = [...new Set(curves.flatMap(({ points }) => points.map(({ x }) => x)))].sort(
    (one, other) => one - other,
  );
  return [
    along,
    ...curves.map(({ points }) => {
      const at = new Map(points.map(({ x, y }) => [x, y]));
      return along.map((x) => at.get(x));
    }),
  ];
}

function padded(low: number | null, high: number | null): [number, number] {
  if (low === null || high === null) return [0, 1];
  const span = high - low || Math.abs(high) * 0.02 || 1;
  return [low - span * 0.06, high + span * 0.1];
}

function paddedLog(low: number | null, high: number | null): [number, number] {
  if (low === null || high === null) return [0.1, 10];
  const edge = Math.max((high / low) ** 0.04, 1.05);
  return [low / edge, high * edge];
}

const roomOfTick = 44;

function decadeSplits({ bbox }: uPlotClass, axis: number, from: number, to: number): number[] {
  const room = axis === 0 ? bbox.width / devicePixelRatio / roomOfTick : Infinity;
  return decades(from, to, Math.max(2, room));
}

function spansDecades(curves: Curve[]): boolean {
  const values = curves.flatMap(({ points }) => points.map(({ y }) => y));
  const least = Math.min(...values);
  return least > 0 && Math.max(...values) > widestLinear * least;
}

function withErrors(curves: Curve[], low: number | null, high: number | null): [number | null, number | null] {
  if (low === null || high === null) return [low, high];
  const bars = curves.flatMap(({ points }) => points.flatMap(({ y, error }) => (error ? [y - error, y + error] : [])));
  return [Math.min(low, ...bars), Math.max(high, ...bars)];
}

/** As many pixels a unit on both axes, whatever the spans. */
function equalScales(curves: Curve[], width: number, tall: number): uPlotClass.Scales {
  const all = curves.flatMap(({ points }) => points);
  const span = (values: number[]) => ({
    from: Math.min(0, ...values),
    length: Math.max(0, ...values) - Math.min(0, ...values),
  });
  const [x, y] = [span(all.map((point) => point.x)), span(all.map((point) => point.y))];
  const unit = 1.06 * Math.max(x.length / width, y.length / tall) || 1 / tall;
  return {
    x: { time: false, range: [x.from, x.from + unit * width] },
    y: { range: [y.from, y.from + unit * tall] },
  };
}

/** ± error at each point that has one. */
function drawErrors(self: uPlotClass, curves: Curve[], color: (name: string) => string): void {
  const { ctx, bbox } = self;
  const cap = 3 * devicePixelRatio;
  ctx.save();
  ctx.lineWidth = devicePixelRatio;
  for (const { points, color: name } of curves) {
    ctx.strokeStyle = color(name);
    ctx.beginPath();
    for (const { x, y, error } of points) {
      const left = self.valToPos(x, 'x', true);
      if (!error || left < bbox.left || left > bbox.left + bbox.width) continue;
      const [top, bottom] = [self.valToPos(y + error, 'y', true), self.valToPos(y - error, 'y', true)];
      ctx.moveTo(left, top);
      ctx.lineTo(left, bottom);
      for (const end of [top, bottom]) {
        ctx.moveTo(left - cap, end);
        ctx.lineTo(left + cap, end);
      }
    }
    ctx.stroke();
  }
  ctx.restore();
}

function drawMarks(self: uPlotClass, marks: Mark[], color: (name: string) => string, font: string): void {
  const { ctx, bbox } = self;
  const unit = devicePixelRatio;
  ctx.save();
  ctx.font = font.replace(/^12px/, `${12 * unit}px`);
  ctx.lineWidth = unit;
  ctx.setLineDash([4 * unit, 4 * unit]);
  for (const { x, y, color: name, label } of marks) {
    const left = x === undefined ? bbox.left : self.valToPos(x, 'x', true);
    const top = y === undefined ? bbox.top : self.valToPos(y, 'y', true);
    if (left < bbox.left || left > bbox.left + bbox.width || top < bbox.top || top > bbox.top + bbox.height) continue;
    ctx.strokeStyle = color(name);
    ctx.beginPath();
    ctx.moveTo(left, top);
    ctx.lineTo(x === undefined ? bbox.left + bbox.width : left, y === undefined ? bbox.top + bbox.height : top);
    ctx.stroke();
    ctx.fillStyle = color('--quiet');
    ctx.textAlign = x === undefined ? 'right' : 'left';
    if (x === undefined) ctx.fillText(label, bbox.left + bbox.width - 4 * unit, top - 5 * unit);
    else ctx.fillText(label, left + 5 * unit, bbox.top + 13 * unit);
  }
  ctx.restore();
}

/** A small mark at each, and its name where it has one and the place is free. */
function drawSpots(self: uPlotClass, spots: Spot[], color: (name: string) => string, font: string): void {
  const { ctx, bbox } = self;
  const unit = devicePixelRatio;
  ctx.save();
  ctx.font = font.replace(/^12px/, `${12 * unit}px`);
  ctx.textAlign = 'center';
  const written: { left: number; right: number; y: number }[] = [];
  for (const { x, y, color: name, label } of spots) {
    const [left, top] = [self.valToPos(x, 'x', true), self.valToPos(y, 'y', true)];
    if (left < bbox.left || left > bbox.left + bbox.width) continue;
    const up = y < 0 ? -1 : 1;
    ctx.fillStyle = color(name);
    ctx.beginPath();
    ctx.moveTo(left, top - up * 3 * unit);
    ctx.lineTo(left - 4 * unit, top - up * 10 * unit);
    ctx.lineTo(left + 4 * unit, top - up * 10 * unit);
    ctx.fill();
    if (label === null) continue;
    const width = ctx.measureText(label).width;
    const middle = Math.min(left, ctx.canvas.width - width / 2 - 2 * unit);
    const at = {
      left: middle - width / 2,
      right: middle + width / 2,
      y: top - up * 14 * unit + (up < 0 ? 9 * unit : 0),
    };
    const taken = written.some(
      (other) => at.left < other.right + 4 && at.right > other.left - 4 && Math.abs(at.y - other.y) < 14 * unit,
    );
    if (taken) continue;
    written.push(at);
    ctx.fillStyle = color('--ink');
    ctx.fillText(label, middle, at.y);
  }
  ctx.restore();
}
