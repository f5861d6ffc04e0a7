import { ask, cellPath } from './ask.js';
import type { Span } from './cell-link.js';
import { makeChart } from './chart.js';
import { element, setText } from './element.js';
import { decimals, instant, quantity, scaleFor, zone } from './format.js';
import type { ChartPoint, LivePoint } from './shapes.js';

const spans = [
  { name: '1 h', title: 'The last hour', seconds: 3_600 },
  { name: '1 d', title: 'The last day', seconds: 86_400 },
  { name: '7 d', title: 'The last 7 days', seconds: 7 * 86_400 },
  { name: 'All', title: 'Everything', seconds: Infinity },
];
const mostPoints = 3_000;

export interface RecordCharts {
  node: HTMLElement;
  /** Asks for the chosen span before the cell's last record; answers the newest point. */
  load(last_unix_second: number | null): Promise<ChartPoint | undefined>;
  add(point: LivePoint): void;
  destroy(): void;
}

/** Voltage and current over time: history from the tables, then what comes live; zoomed to `first` where it is given. */
export function recordCharts(cell_id: string, signal: AbortSignal, first: Span | null): RecordCharts {
  let span = spans[1];
  let zoom = first ?? undefined;
  let last: number | null = null;
  let points: ChartPoint[] = [];
  let asked = 0;

  const charted = { x: 'time', showX: instant, group: `records ${cell_id}`, height: 200 } as const;
  const zooms = {
    onZoom(from: number, to: number) {
      zoom = { from, to };
      void again();
    },
    onReset() {
      if (!zoom) return;
      zoom = undefined;
      void again();
    },
  };
  const volt = makeChart({
    ...charted,
    ...zooms,
    title: 'Voltage',
    unit: 'V',
    note: '',
    series: [{ label: 'Voltage', color: '--voltage', show: (value) => `${decimals(value, 4)} V` }],
  });
  const ampere = makeChart({
    ...charted,
    ...zooms,
    title: 'Current',
    unit: 'A',
    note: 'Positive current charges the cell.',
    series: [{ label: 'Current', color: '--current', show: (value) => quantity(value * factor, 'A') }],
  });
  let factor = 1;
  const buttons = spans.map((each) => {
    const button = element('button', { type: 'button', title: each.title }, each.name);
    button.addEventListener('click', () => {
      span = each;
      zoom = undefined;
      void again();
    });
    return button;
  });
  const out = element(
    'button',
    { type: 'button', title: 'Back to the whole span (double click on a chart)' },
    'Zoom out',
  );
  out.addEventListener('click', zooms.onReset);
  const trouble = element('p', { class: 'note', role: 'status' });
  const node = element(
    'section',
    { class: 'records', 'aria-labelledby': 'records-title' },
    element(
      'div',
      { class: 'bar' },
      element('h2', { id: 'records-title' }, 'Over time'),
      element('div', { class: 'choice', role: 'group', 'aria-label': 'Span of time' }, ...buttons, out),
    ),
    trouble,
    element('div', { class: 'charts' }, volt.node, ampere.node),
  );

  function draw(): void {
    const times = points.map(({ unix_time_second }) => unix_time_second);
    const currents = points.map(({ current_ampere }) => current_ampere);
    const scale = scaleFor(currents, 'A');
    factor = scale.factor;
    volt.draw([times, points.map(({ voltage_volt }) => voltage_volt)]);
    ampere.draw([times, currents.map((value) => (value === null ? null : value / factor))]);
    ampere.describe('Positive current charges the cell.', scale.unit);
  }

  function showChoice(): void {
    buttons.forEach((button, index) => button.setAttribute('aria-pressed', String(!zoom && spans[index] === span)));
    out.disabled = zoom === undefined;
  }

  function showNote(thinned: boolean): void {
    const how = thinned
      ? 'Thinned to the extremes of each span of time; drag to zoom in.'
      : 'Every record; drag to zoom in.';
    volt.describe(`${how} Time in ${zone()}.`);
  }

  async function again(): Promise<ChartPoint | undefined> {
    const mine = ++asked;
    showChoice();
    const from = zoom ? zoom.from : last === null || span.seconds === Infinity ? null : last - span.seconds;
    const query = new URLSearchParams({ points: '2000' });
    if (from !== null) query.set('from', from.toFixed(6));
    if (zoom) query.set('to', zoom.to.toFixed(6));
    try {
      const found = await ask<{ thinned: boolean; points: ChartPoint[] }>(
        `${cellPath(cell_id)}/records?${query}`,
        signal,
      );
      if (mine !== asked) return undefined;
      setText(trouble, '');
      // What came live while the tables were asked is not in them yet.
      const newest = found.points.at(-1)?.unix_time_second ?? -Infinity;
      points = zoom ? found.points : [...found.points, ...points.filter((point) => point.unix_time_second > newest)];
      draw();
      showNote(found.thinned);
      return found.points.at(-1);
    } catch (error) {
      if (!signal.aborted) setText(trouble, `The records could not be read: ${(error as Error).message}`);
      return undefined;
    }
  }

  return {
    node,
    load(last_unix_second) {
      last = last_unix_second;
      return again();
    },
    add({ unix_time_second, voltage_volt, current_ampere }) {
      if (unix_time_second === null || (last !== null && unix_time_second <= last)) return;
      last = unix_time_second;
      if (zoom) return;
      points.push({ unix_time_second, voltage_volt, current_ampere });
      const from = last - span.seconds;
      while (points.length > 1 && points[0].unix_time_second < from) points.shift();
      if (points.length > mostPoints) void again();
      else draw();
    },
    destroy() {
      volt.destroy();
      ampere.destroy();
    },
  };
}
