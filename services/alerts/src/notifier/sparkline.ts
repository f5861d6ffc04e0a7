const bars = '▁▂▃▄▅▆▇█';

/** Values as one line of bars, the least one lowest; a gap where there is none. */
export function sparkline(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null);
  const least = Math.min(...known);
  const range = Math.max(...known) - least;
  return values
    .map((value) => {
      if (value === null) return ' ';
      const share = range > 0 ? (value - least) / range : 0.5;
      return bars[Math.min(bars.length - 1, Math.floor(share * bars.length))];
    })
    .join('');
}
