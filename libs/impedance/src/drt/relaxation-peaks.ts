export interface RelaxationPeak {
  time_constant_second: number;
  characteristic_frequency_hertz: number;
  /** Between the minima on both sides. */
  resistance_ohm: number;
}

const leastShare = 0.01;

/**
 * Peaks of a distribution of relaxation times, the fastest first: a local maximum with the resistance between the minima beside
 * it; its time constant by a parabola through three places of even distance in ln τ. Peaks of less than 1 % of the whole
 * resistance are not told.
 */
export function relaxationPeaks(time_constant_second: number[], resistance_ohm: ArrayLike<number>): RelaxationPeak[] {
  const places = time_constant_second.length;
  const at = (k: number) => (k >= 0 && k < places ? resistance_ohm[k] : 0);
  let total = 0;
  for (let k = 0; k < places; k++) total += at(k);
  const peaks: RelaxationPeak[] = [];
  for (let top = 0; top < places; top++) {
    if (!(at(top) > 0 && at(top) > at(top - 1) && at(top) >= at(top + 1))) continue;
    let from = top;
    while (from > 0 && at(from - 1) < at(from)) from--;
    let to = top;
    while (to < places - 1 && at(to + 1) <= at(to) && at(to) > 0) to++;
    let resistance = 0;
    for (let k = from; k <= to; k++) resistance += at(k);
    if (resistance < leastShare * total) continue;
    const curvature = at(top - 1) - 2 * at(top) + at(top + 1);
    const shift = curvature < 0 ? (at(top - 1) - at(top + 1)) / (2 * curvature) : 0;
    const inner = top > 0 && top < places - 1;
    const tau = time_constant_second[top] * (inner ? (time_constant_second[1] / time_constant_second[0]) ** shift : 1);
    peaks.push({
      time_constant_second: tau,
      characteristic_frequency_hertz: 1 / (2 * Math.PI * tau),
      resistance_ohm: resistance,
    });
  }
  return peaks;
}
