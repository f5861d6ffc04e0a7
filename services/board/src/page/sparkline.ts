const namespace = 'http://www.w3.org/2000/svg';
const width = 96;
const height = 24;
const most = 160;

export interface Sparkline {
  node: SVGSVGElement;
  /** Points to begin with; those that came live meanwhile stay behind them. */
  seed(points: { at: number; value: number }[]): void;
  add(at: number, value: number): void;
}

/** The last values as a line without axes: shape, not numbers. */
export function makeSparkline(): Sparkline {
  const node = document.createElementNS(namespace, 'svg');
  const line = document.createElementNS(namespace, 'polyline');
  node.setAttribute('viewBox', `0 0 ${width} ${height}`);
  node.setAttribute('preserveAspectRatio', 'none');
  node.setAttribute('class', 'sparkline');
  node.setAttribute('aria-hidden', 'true');
  node.append(line);
  let points: { at: number; value: number }[] = [];

  function draw(): void {
    if (points.length < 2) return;
    const began = points[0].at;
    const span = points[points.length - 1].at - began || 1;
    const values = points.map(({ value }) => value);
    const low = Math.min(...values);
    const high = Math.max(...values);
    // A resting cell is a flat line, not its noise.
    const room = Math.max(high - low, 0.02);
    const middle = (high + low) / 2;
    const place = ({ at, value }: { at: number; value: number }) =>
      `${(((at - began) / span) * width).toFixed(1)},${(height / 2 - ((value - middle) / room) * (height - 4)).toFixed(1)}`;
    line.setAttribute('points', points.map(place).join(' '));
  }

  return {
    node,
    seed(seeds) {
      const last = seeds.at(-1)?.at ?? -Infinity;
      points = [...seeds, ...points.filter(({ at }) => at > last)].slice(-most);
      draw();
    },
    add(at, value) {
      if (points.length > 0 && at <= points[points.length - 1].at) return;
      points.push({ at, value });
      if (points.length > most) points.shift();
      draw();
    },
  };
}
