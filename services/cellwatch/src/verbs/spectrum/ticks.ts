/** Round numbers within a range, about `count` of them. */
export function linearTicks(from: number, to: number, count: number): number[] {
  const rough = (to - from) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((factor) => factor * power >= rough)!;
  const first = Math.ceil(from / step - 1e-9);
  const ticks = Math.floor(to / step + 1e-9) - first + 1;
  return Array.from({ length: ticks }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** Decades within a range; of a range of less than two, 1, 2 and 5 of each; of a long one, every second or third. */
export function logTicks(from: number, to: number): number[] {
  const low = Math.floor(Math.log10(from));
  const high = Math.ceil(Math.log10(to));
  const steps = to / from < 100 ? [1, 2, 5] : [1];
  const every = Math.ceil((high - low) / 9);
  const all = Array.from({ length: high - low + 1 }, (_, i) => low + i).filter((decade) => decade % every === 0);
  const ticks = all.flatMap((decade) => steps.map((step) => Number(`${step}e${decade}`)));
  return ticks.filter((tick) => tick >= from * 0.999 && tick <= to * 1.001);
}
