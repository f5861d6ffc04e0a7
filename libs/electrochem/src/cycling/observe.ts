import { advanceChargeGrid } from './charge-grid.js';
import { advanceEdge, isEdgeDone } from './edge.js';
import type { RecordColumns } from './record-columns.js';
import { advanceRest } from './rest.js';
import type { CyclingState } from './state.js';

/**
 * Looks at records `from` … `to` − 1 after they were added to the running step, for what is not a sum: the edge with which the
 * step began, the voltage at rest, the charge per voltage.
 */
export function observe({ step, rest }: CyclingState, columns: RecordColumns, from: number, to: number): void {
  if (!step) return;
  const { record_index, test_time_second, voltage_volt, current_ampere } = columns.values;
  const { edge, grid, direction } = step;
  if (edge)
    for (let row = from; row < to && !isEdgeDone(edge); row++)
      advanceEdge(edge, record_index[row], test_time_second[row], voltage_volt[row], current_ampere[row]);
  if (direction !== 0) {
    if (grid) advanceChargeGrid(grid, direction, voltage_volt, columns.integrals, from, to);
  } else if (rest) {
    for (let row = from; row < to; row++) advanceRest(rest, test_time_second[row], voltage_volt[row]);
  }
}
