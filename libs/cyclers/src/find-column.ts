import type { LayoutColumn } from './layout.js';
import { unitOf, unitWord } from './units.js';

export interface HeaderCell {
  /** As printed. */
  label: string;
  name: string;
  unit: string | null;
}

/** `Test (Sec)`, `Cap. [Ah]`, `ACImp/Ohms`: a name, and a unit if one is printed. */
export function headerCell(label: string): HeaderCell {
  const [, name, round, square, slash] = /^\s*"?(.*?)\s*(?:\((.*)\)|\[(.*)\]|\/\s*(ohms?))?"?\s*$/i.exec(label) ?? [
    '',
    label,
  ];
  const unit = round ?? square ?? slash;
  return { label: label.trim(), name: name.toLowerCase(), unit: unit === undefined ? null : unitWord(unit) };
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
      if (cell.name !== name) return false;
      if (printed_unit !== undefined) return cell.unit === unitWord(printed_unit);
      if (unit === undefined || unit === 'clock') return cell.unit === null;
      if (unit_beside) {
        const beside = unit_beside.includes(header[i + 1]?.name) ? firstRow?.[i + 1] : undefined;
        return beside !== undefined && unitWord(beside) === unitWord(unit);
      }
      return quantity !== 'cycler_state' && unitOf(quantity, cell.unit ?? unit) !== undefined;
    });
  return names.map(at).find((i) => i >= 0) ?? -1;
}
