import { frame, text, width } from './frame.js';
import { tag } from './markup.js';

export interface Bars {
  group: string;
  bars: { name: string; mean: number | null; standard_deviation: number | null }[];
}

/** Bars side by side, a cluster per name, with one standard deviation. All groups have the same names in one order. */
export function barChart(id: string, title: string, y_title: string, groups: readonly Bars[]): string {
  const names = groups[0]?.bars.map(({ name }) => name) ?? [];
  const tops = groups.flatMap(({ bars }) =>
    bars.map(({ mean, standard_deviation }) => (mean ?? 0) + (standard_deviation ?? 0)),
  );
  const high = Math.max(0, ...tops) * 1.08 || 1;
  const drawn = frame({ id, title, x_title: '', y_title, x: [0, 0], y: [0, high], height: 280 });
  const cluster = (width - 16 - drawn.left) / Math.max(1, names.length);
  const bar = Math.min(34, (cluster * 0.8) / Math.max(1, groups.length));
  const shapes = groups.flatMap(({ bars }, index) =>
    bars.flatMap(({ mean, standard_deviation }, at) => {
      if (mean === null) return [];
      const x = drawn.left + cluster * (at + 0.5) + bar * (index - groups.length / 2);
      const middle = x + bar / 2;
      const whisker =
        standard_deviation === null
          ? []
          : [
              tag('path', {
                class: 'whisker',
                d: whiskerPath(middle, drawn.y(mean + standard_deviation), drawn.y(mean - standard_deviation)),
              }),
            ];
      const box = { x: x + 1, y: drawn.y(mean), width: bar - 2, height: drawn.bottom - drawn.y(mean) };
      return [tag('rect', { class: `bar g${index % 8}`, ...box }), ...whisker];
    }),
  );
  const labels = names.map((name, at) => text(drawn.left + cluster * (at + 0.5), drawn.bottom + 18, name, 'middle'));
  return drawn.draw(shapes, labels);
}

function whiskerPath(x: number, high: number, low: number): string {
  const at = (value: number) => value.toFixed(2);
  return `M${at(x - 4)} ${at(high)}H${at(x + 4)}M${at(x)} ${at(high)}V${at(low)}M${at(x - 4)} ${at(low)}H${at(x + 4)}`;
}
