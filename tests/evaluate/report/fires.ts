import { firesOf } from '../fires-of.js';
import { printOhm } from '../fleet/print-ohm.js';
import { table } from './watched.js';

const resistances = [3e6, 1e6, 3e5, 1e5, 3e4, 1e4, 7e3, 3e3, 1e3];

export function firesTable(): string {
  return table(
    ['R_s', 'in its first cycle', 'later'],
    [null, ...resistances].map((ohm) => {
      const { first, later } = firesOf(ohm);
      return [ohm === null ? 'none' : printOhm(ohm), first.join(', ') || 'nothing', later.join(', ') || 'nothing'];
    }),
  );
}
