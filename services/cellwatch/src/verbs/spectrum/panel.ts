import { linearTicks, logTicks } from './ticks.js';

export interface Axis {
  from: number;
  to: number;
  log?: boolean;
  label: string;
}

/** Columns of one curve; `marks` as points, otherwise as a line. */
export interface Curve {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  colour: string;
  style: 'circle' | 'square' | 'line' | 'dashed';
}

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** One diagram: frame, light grid, ticks, labels, curves clipped to the frame. `name` makes its clip its own. */
export function panel(name: string, box: Box, x: Axis, y: Axis, curves: Curve[], showX = true): string {
  const { left, top, width, height } = box;
  const place = (axis: Axis, value: number) =>
    axis.log
      ? Math.log(value / axis.from) / Math.log(axis.to / axis.from)
      : (value - axis.from) / (axis.to - axis.from);
  const px = (value: number) => left + width * place(x, value);
  const py = (value: number) => top + height * (1 - place(y, value));
  const ticks = (axis: Axis, length: number) =>
    axis.log
      ? logTicks(axis.from, axis.to)
      : linearTicks(axis.from, axis.to, Math.max(3, Math.round(length / (axis === x ? 60 : 34))));
  const grid = [
    ...ticks(x, width).map((tick) => {
      const at = px(tick).toFixed(1);
      const label = showX
        ? `<text x="${at}" y="${top + height + 14}" text-anchor="middle">${tickText(tick)}</text>`
        : '';
      return `<path class="grid" d="M${at} ${top}V${top + height}"/>${label}`;
    }),
    ...ticks(y, height).map((tick) => {
      const at = py(tick);
      return `<path class="grid" d="M${left} ${at.toFixed(1)}H${left + width}"/><text x="${left - 5}" y="${(at + 3.5).toFixed(1)}" text-anchor="end">${tickText(tick)}</text>`;
    }),
  ];
  const labels = [
    showX ? `<text class="label" x="${left + width / 2}" y="${top + height + 32}" text-anchor="middle">${escapeText(x.label)}</text>` : '', // prettier-ignore
    `<text class="label" transform="translate(${left - 46} ${top + height / 2}) rotate(-90)" text-anchor="middle">${escapeText(y.label)}</text>`,
  ];
  return `<clipPath id="${name}"><rect x="${left - 4}" y="${top - 4}" width="${width + 8}" height="${height + 8}"/></clipPath>
${grid.join('\n')}
<rect class="frame" x="${left}" y="${top}" width="${width}" height="${height}"/>
<g id="${name}-curves" clip-path="url(#${name})">
${curves.map((curve) => drawn(curve, px, py)).join('\n')}
</g>
${labels.join('\n')}`;
}

function drawn({ x, y, colour, style }: Curve, px: (value: number) => number, py: (value: number) => number): string {
  const points = Array.from(x, (value, i) => [px(value).toFixed(1), py(y[i]).toFixed(1)]);
  if (style === 'line' || style === 'dashed') {
    const dash = style === 'dashed' ? ' stroke-dasharray="5 3"' : '';
    return `<polyline fill="none" stroke="${colour}" stroke-width="1.4"${dash} points="${points.map((point) => point.join(',')).join(' ')}"/>`;
  }
  const mark = ([cx, cy]: string[]) =>
    style === 'circle'
      ? `<circle cx="${cx}" cy="${cy}" r="2.4"/>`
      : `<rect x="${(Number(cx) - 2).toFixed(1)}" y="${(Number(cy) - 2).toFixed(1)}" width="4" height="4"/>`;
  return `<g fill="white" stroke="${colour}">${points.map(mark).join('')}</g>`;
}

function tickText(value: number): string {
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-3 && size < 1e4)) return String(value).replace('-', '−');
  return value.toExponential().replace('e+', 'e').replace(/-/g, '−');
}

export function escapeText(text: string): string {
  const printable = text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f]/g, ' ');
  return printable.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
