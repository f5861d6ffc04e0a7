/** Ordinary least squares of y on x over the indices [from, to). */
export interface Line {
  slope: number;
  intercept: number;
  r_squared: number;
  slope_standard_error: number;
}

export function leastLine(x: (index: number) => number, y: (index: number) => number, from: number, to: number): Line {
  const count = to - from;
  let meanX = 0;
  let meanY = 0;
  for (let i = from; i < to; i++) {
    meanX += x(i) / count;
    meanY += y(i) / count;
  }
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (let i = from; i < to; i++) {
    xx += (x(i) - meanX) ** 2;
    xy += (x(i) - meanX) * (y(i) - meanY);
    yy += (y(i) - meanY) ** 2;
  }
  const slope = xy / xx;
  const rest = Math.max(0, yy - slope * xy);
  return {
    slope,
    intercept: meanY - slope * meanX,
    r_squared: 1 - rest / yy,
    slope_standard_error: Math.sqrt(rest / (count - 2) / xx),
  };
}
