import { escaped, short, tag } from './markup.js';
import { linearScale, tickText, ticksOf, type Scale } from './scale.js';

export interface FrameOptions {
  /** Unique in the page: the clip path's name. */
  id: string;
  title: string;
  x_title: string;
  y_title: string;
  x: readonly [number, number];
  y: readonly [number, number];
  height?: number;
  /** Room for lines of text under the axis. */
  under?: number;
}

export interface Frame {
  x: Scale;
  y: Scale;
  left: number;
  bottom: number;
  /** The whole drawing: `inside` is clipped to the axes, `outside` is not. */
  draw(inside: string[], outside?: string[]): string;
}

export const width = 880;
const margin = { left: 64, right: 16, top: 12 };

/** Axes with ticks and titles. Colours are the page's, by class. */
export function frame({ id, title, x_title, y_title, x, y, height = 300, under = 0 }: FrameOptions): Frame {
  const bottom = height - 46;
  const right = width - margin.right;
  const xScale = linearScale(x, [margin.left, right]);
  const yScale = linearScale(y, [bottom, margin.top]);
  const xTicks = (x[0] === x[1] ? [] : ticksOf(x, 8)).filter((tick) => Number.isInteger(tick));
  const yTicks = ticksOf(y, 5);
  const grid = yTicks.map((tick) => line('grid', margin.left, yScale(tick), right, yScale(tick)));
  const marks = [
    ...xTicks.map((tick) => line('axis', xScale(tick), bottom, xScale(tick), bottom + 4)),
    ...xTicks.map((tick) => text(xScale(tick), bottom + 18, tickText(tick, xTicks), 'middle')),
    ...yTicks.map((tick) => text(margin.left - 8, yScale(tick) + 4, tickText(tick, yTicks), 'end')),
    line('axis', margin.left, bottom, right, bottom),
    line('axis', margin.left, margin.top, margin.left, bottom),
    text((margin.left + right) / 2, bottom + 38, x_title, 'middle', 'title'),
    `<g transform="translate(15 ${short((margin.top + bottom) / 2)}) rotate(-90)">${text(0, 0, y_title, 'middle', 'title')}</g>`,
  ];
  return {
    x: xScale,
    y: yScale,
    left: margin.left,
    bottom,
    draw(inside, outside = []) {
      const box = { x: margin.left, y: margin.top - 4, width: right - margin.left, height: bottom - margin.top + 8 };
      return tag(
        'svg',
        { viewBox: `0 0 ${width} ${height + under}`, role: 'img', 'aria-label': title },
        `<title>${escaped(title)}</title>`,
        tag('clipPath', { id }, tag('rect', box)),
        ...grid,
        tag('g', { 'clip-path': `url(#${id})` }, ...inside),
        ...marks,
        ...outside,
      );
    },
  };
}

export function line(className: string, x1: number, y1: number, x2: number, y2: number): string {
  return tag('line', { class: className, x1, y1, x2, y2 });
}

export function text(
  x: number,
  y: number,
  content: string,
  anchor: 'start' | 'middle' | 'end',
  className?: string,
): string {
  return tag('text', { x, y, 'text-anchor': anchor, class: className }, escaped(content));
}
