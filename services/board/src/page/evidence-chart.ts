import { nameOf, shown } from './alert-text.js';
import { decimals } from './format.js';
import type { CellAlert } from './shapes.js';

const namespace = 'http://www.w3.org/2000/svg';
const width = 280;
const height = 96;
const box = { left: 4, right: width - 4, top: 14, bottom: height - 16 };
/** A line so many ranges of the points away would leave them flat: it is only named. */
const farRanges = 3;

type Evidence = CellAlert['evidence'];

/** The evidence as a small chart: its points, the limit dashed, the baseline thin, the judged point filled. Null without one. */
export function evidenceChart(evidence: Evidence): SVGSVGElement | null {
  const { chart, limit, baseline, unit } = evidence;
  const points = (chart?.x ?? []).map((x, at) => ({ x, y: chart!.y[at] ?? null }));
  const values = points.flatMap(({ y }) => (y === null ? [] : [y]));
  if (!chart || values.length === 0) return null;

  const range = Math.max(...values) - Math.min(...values);
  const isNear = (line: number) =>
    values.some((value) => Math.abs(value - line) <= farRanges * (range || Math.abs(line)));
  const lines = [...(baseline === null ? [] : [{ kind: 'baseline', at: baseline }]), { kind: 'limit', at: limit }];
  const drawn = lines.filter(({ at }) => isNear(at));
  const across = scale(
    points.map(({ x }) => x),
    [box.left + 4, box.right - 4],
  );
  const up = scale([...values, ...drawn.map(({ at }) => at)], [box.bottom - 4, box.top + 4]);

  const node = made('svg', {
    class: 'evidence-chart',
    viewBox: `0 0 ${width} ${height}`,
    role: 'img',
    'aria-label': described(evidence, points.length),
  });
  node.append(made('path', { class: 'axis', d: `M${box.left},${box.bottom}H${box.right}` }));
  const places = spread(drawn.map(({ at }) => up(at)));
  drawn.forEach(({ kind, at }, index) => {
    node.append(
      made('path', { class: kind, d: `M${box.left},${up(at).toFixed(1)}H${box.right}` }),
      labelled(`${kind} ${shown(at, unit)}`, box.left, places[index], kind),
    );
  });
  node.append(made('path', { class: 'line', d: pathOf(points, across, up) }));
  points.forEach(({ x, y }, index) => {
    if (y === null) return;
    const last = index === points.length - 1;
    const alone = points[index - 1]?.y == null && points[index + 1]?.y == null;
    if (last || alone)
      node.append(
        made('circle', {
          class: last ? 'judged' : 'alone',
          cx: across(x).toFixed(1),
          cy: up(y).toFixed(1),
          r: last ? '3.5' : '1.5',
        }),
      );
  });
  const name = chart.x_quantity === 'derived_cycle_count' ? 'cycle' : nameOf({ quantity: chart.x_quantity });
  const ends = chart.x_quantity.endsWith('_second') ? ' s' : '';
  const far = lines.filter(({ at }) => !isNear(at)).map(({ kind, at }) => `${kind} ${shown(at, unit)} is out of sight`);
  node.append(
    labelled([`${name} ${plain(points[0].x)}${ends}`, ...far].join(' · '), box.left, height - 3, 'x'),
    labelled(plain(points[points.length - 1].x) + ends, box.right, height - 3, 'x end'),
  );
  return node;
}

function pathOf(points: { x: number; y: number | null }[], across: Scale, up: Scale): string {
  let path = '';
  let pen = false;
  for (const { x, y } of points) {
    if (y !== null) path += `${pen ? 'L' : 'M'}${across(x).toFixed(1)},${up(y).toFixed(1)}`;
    pen = y !== null;
  }
  return path;
}

type Scale = (value: number) => number;

function scale(values: readonly number[], [from, to]: [number, number]): Scale {
  const least = Math.min(...values);
  const range = Math.max(...values) - least;
  return (value) => (range > 0 ? from + ((value - least) / range) * (to - from) : (from + to) / 2);
}

/** Labels above their lines, but no two on one another. */
function spread(heights: number[]): number[] {
  const places = heights.map((at) => at - 3);
  if (places.length === 2 && Math.abs(places[0] - places[1]) < 11) {
    const upper = places[0] <= places[1] ? 0 : 1;
    places[1 - upper] = heights[1 - upper] + 10;
  }
  return places.map((at) => Math.min(height - 18, Math.max(9, at)));
}

function described(evidence: Evidence, count: number): string {
  const { value, limit, baseline, unit } = evidence;
  const base = baseline === null ? '' : `, baseline ${shown(baseline, unit)}`;
  return `${nameOf(evidence)}: ${count} values, the last ${shown(value, unit)}, limit ${shown(limit, unit)}${base}`;
}

function plain(value: number): string {
  return decimals(value, Number.isInteger(value) ? 0 : 1);
}

function labelled(text: string, x: number, y: number, kind: string): SVGTextElement {
  const label = made('text', { class: kind, x: String(x), y: y.toFixed(1) });
  label.textContent = text;
  return label;
}

function made<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Record<string, string>,
): SVGElementTagNameMap[K] {
  const node = document.createElementNS(namespace, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}
