/** Sums of a straight line's least squares, as they grow by one point at a time: plain JSON. */
export interface LineSums {
  count: number;
  mean_x: number;
  mean_y: number;
  xx: number;
  xy: number;
  yy: number;
}

export const noPoints: LineSums = { count: 0, mean_x: 0, mean_y: 0, xx: 0, xy: 0, yy: 0 };

/** Takes one point in; stable in the manner of Welford. */
export function addPoint({ count, mean_x, mean_y, xx, xy, yy }: LineSums, x: number, y: number): LineSums {
  const dx = x - mean_x;
  const dy = y - mean_y;
  const share = count / (count + 1);
  return {
    count: count + 1,
    mean_x: mean_x + dx / (count + 1),
    mean_y: mean_y + dy / (count + 1),
    xx: xx + share * dx * dx,
    xy: xy + share * dx * dy,
    yy: yy + share * dy * dy,
  };
}

/** Slope of the line and its standard error; NaN of fewer than three points or of one place. */
export function slopeOf({ count, xx, xy, yy }: LineSums): { slope: number; error: number } {
  if (count < 3 || xx === 0) return { slope: NaN, error: NaN };
  const slope = xy / xx;
  return { slope, error: Math.sqrt(Math.max(0, yy - slope * xy) / (count - 2) / xx) };
}
