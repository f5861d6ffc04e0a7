import type { Estimate } from '@cellwatch/impedance';

/** `38.71 ± 0.15`, `(1.338 ± 0.012)e-14`: as many digits as two of 1σ allow; a dash for what was not measured. */
export function formatEstimate(estimate: Estimate | null): string {
  if (!estimate) return '–';
  const { value, standard_deviation: deviation } = estimate;
  if (!(deviation > 0)) return plain(value);
  const exponent = Math.floor(Math.log10(Math.max(Math.abs(value), deviation)));
  const apart = exponent < -3 || exponent > 4;
  const scale = apart ? 10 ** exponent : 1;
  const digits = Math.min(12, Math.max(0, 1 - Math.floor(Math.log10(deviation / scale))));
  const both = `${(value / scale).toFixed(digits)} ± ${(deviation / scale).toFixed(digits)}`;
  return apart ? `(${both})e${exponent}` : both;
}

/** Four digits, without an exponent where a person reads it more easily so. */
export function plain(value: number): string {
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-3 && size < 1e5)) return String(Number(value.toPrecision(4)));
  return value
    .toExponential(3)
    .replace(/\.?0+e\+?/, 'e')
    .replace('e+', 'e');
}
