export type MprKind = 'u1' | 'u2' | 'u4' | 'f4' | 'f8';

/** Columns that share one byte: mode, ox/red, error, control changes, Ns changes, counter inc. */
export const mprFlags = new Set([1, 2, 3, 21, 31, 65]);

/** Columns of a point by their number, as found beside the text exports of the same tests; others have no known width. */
export const mprColumns: Record<number, [kind: MprKind, label: string]> = {
  4: ['f8', 'time/s'],
  5: ['f4', 'control/V/mA'],
  6: ['f4', 'Ewe/V'],
  7: ['f8', 'dq/mA.h'],
  8: ['f4', 'I/mA'],
  11: ['f8', '<I>/mA'],
  13: ['f8', '(Q-Qo)/mA.h'],
  19: ['f4', 'control/V'],
  20: ['f4', 'control/mA'],
  23: ['f8', 'dQ/mA.h'],
  24: ['f8', 'cycle number'],
  32: ['f4', 'freq/Hz'],
  33: ['f4', '|Ewe|/V'],
  34: ['f4', '|I|/A'],
  35: ['f4', 'Phase(Z)/deg'],
  36: ['f4', '|Z|/Ohm'],
  37: ['f4', 'Re(Z)/Ohm'],
  38: ['f4', '-Im(Z)/Ohm'],
  39: ['u2', 'I Range'],
  70: ['f4', 'P/W'],
  76: ['f4', '<I>/mA'],
  77: ['f4', '<Ewe>/V'],
  96: ['f4', '|Ece|/V'],
  98: ['f4', 'Phase(Zce)/deg'],
  99: ['f4', '|Zce|/Ohm'],
  100: ['f4', 'Re(Zce)/Ohm'],
  101: ['f4', '-Im(Zce)/Ohm'],
  131: ['u2', 'Ns'],
  169: ['f4', 'Cs/µF'],
  172: ['f4', 'Cp/µF'],
  430: ['f4', 'Phase(Zwe-ce)/deg'],
  431: ['f4', '|Zwe-ce|/Ohm'],
  432: ['f4', 'Re(Zwe-ce)/Ohm'],
  433: ['f4', '-Im(Zwe-ce)/Ohm'],
  471: ['f4', '<Ece>/V'],
};

const widths: Record<MprKind, number> = { u1: 1, u2: 2, u4: 4, f4: 4, f8: 8 };

/** Where each labelled column begins within a point, and how wide a point is; the number of a column that is not known. */
export function mprLayout(numbers: number[]): { fields: Map<string, [MprKind, number]>; width: number } | number {
  const fields = new Map<string, [MprKind, number]>();
  let width = 0;
  for (const number of numbers) {
    const [kind, label] = mprFlags.has(number) ? (['u1', 'flags'] as const) : (mprColumns[number] ?? []);
    if (kind === undefined) return number;
    if (fields.has(label)) continue;
    fields.set(label, [kind, width]);
    width += widths[kind];
  }
  return { fields, width };
}
