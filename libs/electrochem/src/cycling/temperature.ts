import { lastKnown } from './last-known.js';
import type { RecordColumns } from './record-columns.js';

/** The chamber's temperature where it is logged, else the cell's; a sensor that is not connected prints nonsense. */
export function temperature(columns: RecordColumns, from: number, to: number, before: number | null): number | null {
  const { ambient_temperature, cell_temperature } = columns;
  const found = lastKnown(ambient_temperature, from, to, null) ?? lastKnown(cell_temperature, from, to, null);
  return found !== null && found > -60 && found < 200 ? found : before;
}
