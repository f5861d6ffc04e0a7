/** From a value to its place in the drawing. */
export type Scale = ((value: number) => number) & { domain: readonly [number, number] };

export function linearScale(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const [low, high] = domain;
  const span = high - low || 1;
  return Object.assign((value: number) => range[0] + ((value - low) / span) * (range[1] - range[0]), { domain });
}

/** Round numbers within a domain, some `count` of them: steps of 1, 2 or 5 times a power of ten. */
export function ticksOf([low, high]: readonly [number, number], count: number): number[] {
  const rough = (high - low) / count;
  if (!(rough > 0)) return [low];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)));
}

/** As many decimals as the ticks need to differ. */
export function tickText(tick: number, ticks: readonly number[]): string {
  const step = ticks.length > 1 ? ticks[1] - ticks[0] : Math.abs(tick) || 1;
  const digits = Math.max(0, Math.min(6, -Math.floor(Math.log10(step) + 1e-9)));
  return tick.toFixed(digits).replace('-', '−');
}

/** The values' extent with a little room; never empty. */
export function padded(values: readonly number[], least_span: number): [number, number] {
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  if (!(low <= high)) return [0, 1];
  const room = Math.max((high - low) * 0.06, (least_span - (high - low)) / 2);
  return [low - room, high + room];
}
