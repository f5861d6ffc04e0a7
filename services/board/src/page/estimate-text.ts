import { digits, none } from './format.js';

/** The value to the place of its deviation's second digit, with no more than five digits; apart from its power of ten where that is small or large. */
export function estimateText(value: number | null, deviation: number | null): string {
  if (value === null) return none;
  const exponent = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  if (exponent > -4 && exponent < 6) return pair(value, deviation);
  const power = String(exponent)
    .replace('-', '⁻')
    .replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]);
  const scaled = pair(value / 10 ** exponent, deviation === null ? null : deviation / 10 ** exponent);
  return `${scaled.includes('±') ? `(${scaled})` : scaled} · 10${power}`;
}

function pair(value: number, deviation: number | null): string {
  if (deviation === null || deviation <= 0) return digits(value);
  const digitsAfter = (of: number, count: number) => count - 1 - Math.floor(Math.log10(Math.abs(of)));
  const places = Math.max(0, Math.min(digitsAfter(deviation, 2), digitsAfter(value, 5), 20));
  const shown = deviation.toFixed(places);
  return `${value.toFixed(places)} ± ${Number(shown) === 0 ? deviation.toExponential(0) : shown}`;
}
