import type uPlotClass from 'uplot';
import { element } from './element.js';
import { none } from './format.js';
import { numberTicks } from './number-ticks.js';
import { timeTicks } from './time-ticks.js';

// Loaded by its own script element before the page's modules.
declare const uPlot: typeof uPlotClass;

export interface ChartSeries {
  label: string;
  /** Name of a CSS custom property. */
  color: string;
  show(value: number): string;
  /** Draw each value as a dot, as for one value a cycle. */
  dots?: boolean;
  /** An edge of a band: not drawn itself, and not in the legend. */
  edge?: boolean;
}

export interface ChartOptions {
  title: string;
  /** The convention, in words, beside the chart. */
  note: string;
  unit: string;
  x: 'time' | 'cycle';
  /** How a value of the x axis is called in the legend. */
  showX(value: number): string;
  series: ChartSeries[];
  /** Pairs of series, by their place, between which the ground is tinted. */
  bands?: { upper: number; lower: number; color: string }[];
  /** Charts of one group share their cursor. */
  group: string;
  height?: number;
  onZoom?(from: number, to: number): void;
  onReset?(): void;
}

export interface Chart {
  node: HTMLElement;
  /** Columns: x, then one per series; null is a hole, undefined none: the line goes on. `marks` are x values where an alert stands; `range` cuts the y axis. */
  draw(columns: (number | null | undefined)[][], marks?: number[], range?: { low: number; high: number } | null): void;
  describe(note: string, unit?: string, title?: string): void;
  destroy(): void;
}

/** A titled chart that keeps its place while it waits for data. */
export function makeChart(options: ChartOptions): Chart {
  const { height = 220, x } = options;
  const note = element('p', { class: 'note' }, options.note);
  const unit = element('span', { class: 'unit' }, options.unit);
  const name = element('span', {}, options.title);
  const canvas = element('div', { class: 'plot', role: 'img', 'aria-label': `${options.title}, chart` });
  const empty = element('p', { class: 'empty' }, 'No values');
  const node = element(
    'figure',
    { class: 'chart' },
    element('figcaption', {}, element('h3', {}, name, ' ', unit), note),
    canvas,
  );
  canvas.style.minHeight = `${height + 32}px`;
  let columns: (number | null | undefined)[][] = [[], ...options.series.map(() => [])];
  let marks: number[] = [];
  let range: { low: number; high: number } | null = null;
  let plot: uPlotClass | undefined;
  let zooming = false;

  function build(): void {
    plot?.destroy();
    plot = new uPlot(settings(), columns as uPlotClass.AlignedData, canvas);
    if (isEmpty()) canvas.append(empty);
    else empty.remove();
  }

  const isEmpty = () => columns.slice(1).every((values) => values.every((value) => value == null));

  function settings(): uPlotClass.Options {
    const style = getComputedStyle(document.documentElement);
    const color = (name: string) => style.getPropertyValue(name).trim();
    const font = `12px ${style.getPropertyValue('--font').trim()}`;
    const axis = (size: number): uPlotClass.Axis => ({
      stroke: color('--quiet'),
      font,
      size,
      grid: { stroke: color('--line'), width: 1 },
      ticks: { show: false },
    });
    return {
      width: Math.max(canvas.clientWidth, 160),
      height,
      scales: {
        x: { time: x === 'time' },
        y: { range: (_self, low, high) => padded(range?.low ?? low, range?.high ?? high) },
      },
      cursor: {
        sync: { key: options.group },
        drag: { x: true, y: false, setScale: options.onZoom === undefined },
        points: { size: 7 },
        bind: options.onReset && { dblclick: () => () => (options.onReset!(), null) },
      },
      legend: { markers: { width: 0, fill: (_self, index) => color(options.series[index - 1].color) } },
      axes: [
        x === 'time'
          ? { ...axis(40), space: 76, values: (_self, ticks, _axis, _space, step) => timeTicks(ticks, step) }
          : { ...axis(28), space: 50, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] },
        { ...axis(58), values: (_self, ticks, _axis, _space, step) => numberTicks(ticks, step) },
      ],
      bands: (options.bands ?? []).map(({ upper, lower, color: name }) => ({
        series: [upper + 1, lower + 1],
        // the page's colours are six hexadecimal digits
        fill: `${color(name)}26`,
      })),
      series: [
        {
          label: x === 'time' ? 'Time' : 'Cycle',
          value: (_self, value) => (value == null ? none : options.showX(value)),
        },
        ...options.series.map((series) => ({
          label: series.label,
          class: series.edge ? 'edge' : undefined,
          stroke: series.edge ? undefined : color(series.color),
          width: series.edge ? 0 : 1.5,
          spanGaps: false,
          points: series.dots ? { show: true, size: 5, fill: color(series.color), width: 0 } : { show: false },
          value: (_self: uPlotClass, value: number | null) => (value == null ? none : series.show(value)),
        })),
      ],
      hooks: {
        draw: [(self) => drawMarks(self, marks, color('--alert'))],
        setSelect: [
          (self) => {
            if (!options.onZoom || zooming || self.select.width < 4) return;
            const from = self.posToVal(self.select.left, 'x');
            const to = self.posToVal(self.select.left + self.select.width, 'x');
            zooming = true;
            self.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
            zooming = false;
            options.onZoom(from, to);
          },
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
    draw(next, nextMarks = [], nextRange = null) {
      columns = next;
      marks = nextMarks;
      range = nextRange;
      canvas.dataset.points = String(columns[0].length);
      if (plot && !isEmpty() && !empty.isConnected) plot.setData(columns as uPlotClass.AlignedData);
      else build();
    },
    describe(text, nextUnit, title) {
      note.textContent = text;
      if (title !== undefined) name.textContent = title;
      if (nextUnit !== undefined) unit.textContent = nextUnit;
    },
    destroy() {
      sizes.disconnect();
      dark.removeEventListener('change', rebuild);
      plot?.destroy();
    },
  };
}

/** Room above and below, also where all values are one. */
function padded(low: number | null, high: number | null): [number, number] {
  if (low === null || high === null) return [0, 1];
  const span = high - low || Math.abs(high) * 0.02 || 1;
  return [low - span * 0.08, high + span * 0.08];
}

function drawMarks(self: uPlotClass, marks: number[], color: string): void {
  const { ctx, bbox } = self;
  ctx.save();
  ctx.strokeStyle = color;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
  for (const mark of marks) {
    const x = Math.round(self.valToPos(mark, 'x', true));
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}
