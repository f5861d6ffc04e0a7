import type { Laboratory } from './laboratory.js';
import type { Truth } from './truth.js';

export interface Judged {
  /** With two more decimals than printed. */
  computed: string;
  agrees: boolean;
  wrong: { convention: string; gives: string; found: string; told_apart: boolean }[];
}

/** Holds a row against its printed number, and each of its wrong conventions against the number that it must give instead. */
export function judge({ printed, within, compute, wrong }: Truth, laboratory: Laboratory): Judged {
  const [number, ...unit] = printed.split(' ');
  const value = compute(laboratory);
  const near = value !== null && within !== undefined && Math.abs(value - Number(number)) <= within;
  return {
    computed: [rounded(value, number, 2), ...unit].join(' '),
    agrees: within === undefined ? rounded(value, number) === number : near,
    wrong: wrong.map(({ convention, gives, compute: otherwise }) => {
      const found = rounded(otherwise(laboratory), gives);
      return { convention, gives, found, told_apart: found === gives && Number(gives) !== Number(number) };
    }),
  };
}

/** With as many decimals as another number is printed with, and some more; `1.2e-3` keeps its power of ten. */
export function rounded(value: number | null, like: string, more = 0): string {
  if (value === null || !Number.isFinite(value)) return 'none';
  const [mantissa, exponent] = like.split('e');
  const decimals = (mantissa.split('.')[1] ?? '').length + more;
  return exponent === undefined ? value.toFixed(decimals) : value.toExponential(decimals);
}
