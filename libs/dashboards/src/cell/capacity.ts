import type { PanelBuilder as TrendPanel } from '@grafana/grafana-foundation-sdk/trend';
import { cyclesOfCell } from '../cycles-of-cell.js';
import { units } from '../fields.js';
import { overCycles } from '../panels.js';

export function capacityPerCycle(): TrendPanel {
  return overCycles(
    'Capacity per cycle',
    'Charge passed in each half of a complete cycle, Ah, never negative: charging drives the cell’s voltage up, discharging down. Integrated from the records, or the cycler’s counter where the flags say so. Cycle: our own number over the cell’s life (derived_cycle_count); the cycler’s number is in the table below.',
    cyclesOfCell('cycle_charging_capacity_ah', 'cycle_discharging_capacity_ah'),
  )
    .unit(units.ampereHour)
    .decimals(4)
    .axisLabel('Ah');
}
