/** Labels of a number axis with as many decimals as its step needs, and no more. */
export function numberTicks(ticks: number[], step: number): string[] {
  let places = 0;
  while (places < 8 && Math.abs(Math.round(step * 10 ** places) / 10 ** places - step) > step * 1e-6) places++;
  return ticks.map((tick) =>
    tick
      .toFixed(places)
      .replace(/^-0(\.0*)?$/, '0$1')
      .replace('-', '−'),
  );
}
