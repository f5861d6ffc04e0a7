import { advanceChargeGrid } from './charge-grid.js';
import { advanceEdge, isEdgeDone } from './edge.js';
import type { RecordColumns } from './record-columns.js';
import { advanceRest, noteRest } from './rest.js';
import type { CyclingState } from './state.js';

/** More than a cell at rest can do from one record to the next. */
const jump_volt = 0.2;

/**
 * Looks at records `from` … `to` − 1 after they were added to the running step, for what is not a sum: the edge with which the
 * step began, the voltage at rest, the charge per voltage.
 */
export function observe(state: CyclingState, columns: RecordColumns, from: number, to: number): void {
  const { step, rest } = state;
  if (!step) return;
  const { record_index, test_time_second, voltage_volt, current_ampere } = columns.values;
  const { edge, grid, direction } = step;
  if (edge)
    for (let row = from; row < to && !isEdgeDone(edge); row++)
      advanceEdge(edge, record_index[row], test_time_second[row], voltage_volt[row], current_ampere[row]);
  if (direction !== 0) {
    if (grid) advanceChargeGrid(grid, direction, voltage_volt, columns.integrals, from, to);
  } else if (rest) {
    for (let row = from; row < to; row++) {
      const volt = voltage_volt[row];
      if (rest.records > 1 && Math.abs(volt - rest.last_volt) > jump_volt)
        state.rest_jump_volt = [rest.last_volt, volt];
      if (state.shapes) advanceRest(rest, test_time_second[row], volt);
      noteRest(rest, test_time_second[row], volt);
    }
  }
}
