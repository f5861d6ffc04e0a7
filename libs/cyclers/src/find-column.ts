import type { LayoutColumn } from './layout.js';
import { unitOf, unitWord } from './units.js';

export interface HeaderCell {
  /** As printed. */
  label: string;
  /** The label in lower case. */
  whole: string;
  name: string;
  unit: string | null;
}

/** `Test (Sec)`, `Cap. [Ah]`, `ACImp/Ohms`, `Test Time / s`: a name, and a unit if one is printed. */
export function headerCell(printed: string): HeaderCell {
  const label = printed
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim();
  const [, name, round, square, slash] = /^(.*?)\s*(?:\((.*)\)|\[(.*)\]|\/\s*([^/()]*))?$/.exec(label) ?? ['', label];
  const unit = round ?? square ?? slash;
  return {
    label,
    whole: label.toLowerCase(),
    name: name.toLowerCase(),
    unit: unit === undefined ? null : unitWord(unit),
  };
}

/**
 * Where a declared column stands in a header, or -1. The order of its names decides, then the order of the header; `beside`
 * are the cells of the first row, which say the unit where the header has a column for it.
 */
export function findColumn(
  { names, quantity, unit, printed_unit, unit_beside }: LayoutColumn,
  header: readonly HeaderCell[],
  firstRow?: readonly string[],
): number {
  const at = (name: string) =>
    header.findIndex((cell, i) => {
      if (cell.whole === name && cell.name !== name) return canHave(quantity, cell.unit);
      if (cell.name !== name) return false;
      if (printed_unit !== undefined) return cell.unit === unitWord(printed_unit);
      if (unit === undefined || unit === 'clock') return cell.unit === null;
      if (unit_beside) {
        const beside = unit_beside.includes(header[i + 1]?.name) ? firstRow?.[i + 1] : undefined;
        return beside !== undefined && unitWord(beside) === unitWord(unit);
      }
      return canHave(quantity, cell.unit ?? unit);
    });
  for (const name of names) {
    const i = at(name);
    if (i >= 0) return i;
  }
  return -1;
}

function canHave(quantity: LayoutColumn['quantity'], unit: string | null): boolean {
  if (quantity === 'cycler_state' || quantity === 'sweep_frequency') return true;
  if (unit === 'clock') return quantity === 'test_time_second' || quantity === 'step_time_second';
  return unitOf(quantity, unit ?? '1') !== undefined;
}
