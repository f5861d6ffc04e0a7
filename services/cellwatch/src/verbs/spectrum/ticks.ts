/** Round numbers within a range, about `count` of them, three or more. */
export function linearTicks(from: number, to: number, count: number): number[] {
  const power = 10 ** Math.floor(Math.log10((to - from) / count));
  const steps = [10, 5, 2, 1, 0.5].map((factor) => factor * power);
  const ticksOf = (step: number) => Math.floor(to / step + 1e-9) - Math.ceil(from / step - 1e-9) + 1;
  const step = steps.find((one) => ticksOf(one) >= Math.min(count, 3) && ticksOf(one) >= count - 1) ?? power;
  const first = Math.ceil(from / step - 1e-9);
  return Array.from({ length: ticksOf(step) }, (_, i) => Number(((first + i) * step).toPrecision(12)));
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
