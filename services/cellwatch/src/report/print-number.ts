import type { CellValue, Definition, GroupValue } from './report.js';

/** What stands where there is no number. */
export const none = '–';

/** A value in the unit that tables show, with a true minus. */
export function printNumber(value: number | null, { shown_factor, digits }: Definition): string {
  if (value === null) return none;
  return (value * shown_factor)
    .toFixed(digits)
    .replace(/^-(?=0(\.0*)?$)/, '')
    .replace('-', '−');
}

/** A cell's value, with what must be known of it. */
export function printCell(cell: CellValue | undefined, definition: Definition): string {
  if (!cell) return none;
  const reason = cell.reason ? ` (${cell.reason})` : '';
  const averaged = cell.n !== null && cell.n !== 1 ? ` (n = ${cell.n})` : '';
  return `${printNumber(cell.value, definition)}${averaged}${reason}`;
}

/** `mean ± sd`, and beside it interval, number of cells and number at risk. */
export function printGroup(group: GroupValue, definition: Definition): { mean: string; details: string } {
  const { statistics, reason, at_risk, reference_cycle } = group;
  const risk = at_risk === null ? [] : [`${at_risk} at risk`];
  if (!statistics) return { mean: none, details: [reason ?? '', ...risk].filter(Boolean).join('; ') };
  const { mean, standard_deviation, confidence_low, confidence_high, n } = statistics;
  const print = (value: number) => printNumber(value, definition);
  if (standard_deviation === 0) return { mean: print(mean), details: [`n = ${n}, all equal`, ...risk].join('; ') };
  const spread = standard_deviation === null ? '' : ` ± ${print(standard_deviation)}`;
  const interval =
    confidence_low === null || confidence_high === null
      ? []
      : [`95 % CI ${print(confidence_low)} to ${print(confidence_high)}`];
  const reference = reference_cycle === null ? [] : [`base cycle ${reference_cycle}`];
  return { mean: print(mean) + spread, details: [`n = ${n}`, ...risk, ...interval, ...reference].join('; ') };
}
