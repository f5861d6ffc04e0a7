const bins = 512;

/** Of very many points, in any order, the indices of those nearest to the middles of 512 even steps in the logarithm of f. */
export function thinOut(frequency_hertz: ArrayLike<number>, indices: number[]): number[] {
  let lowest = Infinity;
  let highest = 0;
  for (const i of indices) {
    lowest = Math.min(lowest, frequency_hertz[i]);
    highest = Math.max(highest, frequency_hertz[i]);
  }
  const width = Math.log(highest / lowest) / (bins - 1);
  if (!(width > 0)) return indices.slice(-1);
  const chosen = new Int32Array(bins).fill(-1);
  const distances = new Float64Array(bins).fill(Infinity);
  for (const index of indices) {
    const place = Math.log(frequency_hertz[index] / lowest) / width;
    const bin = Math.round(place);
    const distance = Math.abs(place - bin);
    if (distance > distances[bin]) continue;
    chosen[bin] = index;
    distances[bin] = distance;
  }
  return Array.from(chosen)
    .filter((index) => index >= 0)
    .sort((one, other) => one - other);
}
