import type { FileSpectrum } from './spectrum-reading.js';

/**
 * Three columns of numbers that nothing names are a sweep only where the first runs one way over a decade or more in steps that
 * are more even in its logarithm than in itself: a column of time is not. Says what is odd, or null.
 */
export function unevenInFrequency([{ frequency_hertz: f }]: FileSpectrum[] = []): string | null {
  if (!f) return null;
  const expected = 'expected frequencies in Hz, rising or falling over a decade or more: name the columns in a header';
  const steps = Array.from({ length: f.length - 1 }, (_, i) => f[i + 1] - f[i]);
  const oneWay = steps.every((step) => step * steps[0] > 0);
  if (!oneWay || !(Math.abs(Math.log10(f[0] / f[f.length - 1])) >= 1))
    return `got three columns without names, the first from ${f[0]} to ${f[f.length - 1]}${oneWay ? '' : ', up and down'}, ${expected}`;
  const spread = (all: number[]) => {
    const sizes = Float64Array.from(all, Math.abs).sort();
    return sizes[sizes.length - 1] / sizes[0];
  };
  const ratios = steps.map((_, i) => Math.log(f[i + 1] / f[i]));
  return spread(ratios) < spread(steps) || f.length === 2
    ? null
    : `got three columns without names, the first in even steps of ${steps[0]}, as a clock has, ${expected}`;
}
