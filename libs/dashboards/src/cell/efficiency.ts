import type { PanelBuilder as TrendPanel } from '@grafana/grafana-foundation-sdk/trend';
import { cyclesOfCell } from '../cycles-of-cell.js';
import { units } from '../fields.js';
import { overCycles } from '../panels.js';

export function averageEfficiency(): TrendPanel {
  return overCycles(
    'Average coulombic efficiency, up to each cycle',
    'Mean over the cell’s life up to each cycle of the second half’s capacity over the first’s: without formation, check-ups, the first cycle of new conditions and what has no such ratio; once without and once with the first complete cycle. Cumulative: the sums of all second over those of all first halves.',
    cyclesOfCell(
      'average_coulombic_efficiency',
      'average_coulombic_efficiency_with_first',
      'cumulative_coulombic_efficiency',
    ),
  )
    .unit(units.ratio)
    .decimals(2)
    .axisLabel('mean of second half / first half');
}

export function coulombicEfficiency(): TrendPanel {
  return overCycles(
    'Coulombic efficiency per cycle',
    'Capacity of a cycle’s second half over that of its first: discharge/charge in a full cell (which is charged first), charge/discharge in an anode half-cell (whose discharge, the lithiation, comes first). Both halves are of the same cycle. A hole is a cycle without it; the remarks below say why. Empty altogether: the cell’s system is not declared.',
    cyclesOfCell('coulombic_efficiency'),
  )
    .unit(units.ratio)
    .decimals(2)
    .axisLabel('second half / first half');
}
