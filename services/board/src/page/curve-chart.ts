import type uPlotClass from 'uplot';
import { element } from './element.js';
import { decimals, none } from './format.js';
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

export interface CurveChart {
  node: HTMLElement;
  draw(curves: Curve[], spots: Spot[], units: { x: string; y: string }): void;
  describe(note: string): void;
  destroy(): void;
}

const height = 300;

/** Curves of one quantity over another that is not time, overlaid. `equal`: both axes have one scale, and there is no zoom. */
export function curveChart(
  title: string,
  axes: { x: string; y: string },
  { equal = false }: { equal?: boolean } = {},
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
    const axis = (size: number, label: string): uPlotClass.Axis => ({
      stroke: color('--quiet'),
      font: `12px ${family}`,
      label,
      labelFont: `12px ${family}`,
      labelSize: 18,
      size,
      grid: { stroke: color('--line'), width: 1 },
      ticks: { show: false },
      values: (_self, ticks, _axis, _space, step) => numberTicks(ticks, step),
    });
    const shown = (_self: uPlotClass, value: number | null) => (value == null ? none : decimals(value, 3));
    return {
      width: Math.max(canvas.clientWidth, 160),
      height,
      scales: equal
        ? equalScales(curves, Math.max(canvas.clientWidth, 160) - 80, height - 70)
        : { x: { time: false }, y: { range: (_self, low, high) => padded(...withErrors(curves, low, high)) } },
      cursor: { drag: { x: !equal, y: false }, points: { size: 6 } },
      legend: { markers: { width: 0, fill: (_self, index) => color(curves[index - 1].color) } },
      axes: [axis(26, `${axes.x}, ${units.x}`), axis(46, `${axes.y}, ${units.y}`)],
      series: [
        { label: axes.x, value: shown },
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
        draw: [(self) => drawErrors(self, curves, color), (self) => drawSpots(self, spots, color, `12px ${family}`)],
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
    draw(next, nextSpots, nextUnits) {
      curves = next;
      spots = nextSpots;
      units = nextUnits;
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
    const at = { left: left - width / 2, right: left + width / 2, y: top - up * 14 * unit + (up < 0 ? 9 * unit : 0) };
    const taken = written.some(
      (other) => at.left < other.right + 4 && at.right > other.left - 4 && Math.abs(at.y - other.y) < 14 * unit,
    );
    if (taken) continue;
    written.push(at);
    ctx.fillStyle = color('--ink');
    ctx.fillText(label, left, at.y);
  }
  ctx.restore();
}
