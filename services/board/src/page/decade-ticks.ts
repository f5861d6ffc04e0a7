/** Where a logarithmic axis has its lines: decades, every second or third where there is room for `most` only; of few, 1, 2 and 5. */
export function decades(from: number, to: number, most: number): number[] {
  const low = Math.floor(Math.log10(from));
  const high = Math.ceil(Math.log10(to));
  const every = Math.max(1, Math.ceil((high - low) / most));
  const steps = high - low <= 3 ? [1, 2, 5] : [1];
  const all = Array.from({ length: high - low + 1 }, (_, at) => low + at).filter((power) => power % every === 0);
  return all
    .flatMap((power) => steps.map((step) => Number(`${step}e${power}`)))
    .filter((tick) => tick >= from * (1 - 1e-9) && tick <= to * (1 + 1e-9));
}

/** Labels of a logarithmic axis: 0.01, 1, 100, 10 k, 1 M. */
export function decadeTicks(ticks: number[]): string[] {
  return ticks.map((tick) => {
    if (tick >= 1e6) return `${Number((tick / 1e6).toPrecision(3))} M`;
    if (tick >= 1e3) return `${Number((tick / 1e3).toPrecision(3))} k`;
    return tick >= 1e-4 ? String(Number(tick.toPrecision(3))) : tick.toExponential(0).replace('-', '−');
  });
}
