const prefixes: readonly [factor: number, unit: string][] = [
  [1e6, 'MΩ'],
  [1e3, 'kΩ'],
  [1, 'Ω'],
];

/** A resistance to two figures. */
export function inOhms(ohm: number): string {
  const [factor, unit] = prefixes.find(([factor]) => ohm >= 0.995 * factor) ?? [1, 'Ω'];
  return `${Number((ohm / factor).toPrecision(2))} ${unit}`;
}

/** A time to two figures, in seconds below 2 min. */
export function inSeconds(second: number): string {
  return second < 120 ? `${Number(second.toPrecision(2))} s` : `${Number((second / 60).toPrecision(2))} min`;
}
