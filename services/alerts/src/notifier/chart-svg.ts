import type { AlertEvidence } from '@cellwatch/events';

const width = 480;
const height = 160;
const margin = 24;

/** The evidence as a small picture: the points, the limit as a dashed line, the judged point filled. Null without a chart. */
export function chartSvg({ chart, limit, quantity, unit }: AlertEvidence): string | null {
  if (!chart) return null;
  const points = chart.x.flatMap((x, at) => {
    const y = chart.y[at] ?? null;
    return y === null ? [] : [{ x, y }];
  });
  if (points.length === 0) return null;
  const across = scale(
    points.map(({ x }) => x),
    [margin, width - margin],
  );
  // A limit far away would leave the points a flat line.
  const values = points.map(({ y }) => y);
  const range = Math.max(...values) - Math.min(...values);
  const shown = Math.min(...values.map((value) => Math.abs(value - limit))) <= 3 * range;
  const up = scale(shown ? [...values, limit] : values, [height - margin, margin]);
  const at = points.map(({ x, y }) => `${across(x).toFixed(1)},${up(y).toFixed(1)}`);
  const [cx, cy] = at[at.length - 1].split(',');
  const line = shown
    ? `<line x1="${margin}" x2="${width - margin}" y1="${up(limit).toFixed(1)}" y2="${up(limit).toFixed(1)}" stroke="#b00" stroke-dasharray="4 3"/>`
    : '';
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="11">` +
    `<rect width="100%" height="100%" fill="#fff"/>` +
    `<text x="${margin}" y="14">${escaped(`${quantity} [${unit}] over ${chart.x_quantity}`)}</text>` +
    line +
    `<polyline fill="none" stroke="#246" stroke-width="1.5" points="${at.join(' ')}"/>` +
    `<circle cx="${cx}" cy="${cy}" r="4" fill="#b00"/></svg>`
  );
}

function scale(values: readonly number[], [from, to]: [number, number]): (value: number) => number {
  const least = Math.min(...values);
  const range = Math.max(...values) - least;
  return (value) => (range > 0 ? from + ((value - least) / range) * (to - from) : (from + to) / 2);
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
