import type { PanelBuilder as TrendPanel } from '@grafana/grafana-foundation-sdk/trend';
import { cyclesOfCell, within } from '../cycles-of-cell.js';
import { units } from '../fields.js';
import { overCycles } from '../panels.js';

export function relaxationSlope(): TrendPanel {
  return overCycles(
    'Slope at rest',
    'dV/dt over the last third of the rest that follows each half, V/h, by least squares; rests of at least a minute and ten records. After a charge the voltage falls while the cell relaxes, and goes on falling where it leaks.',
    cyclesOfCell(
      within('rest_after_charge', 'slope_volt_per_hour'),
      within('rest_after_discharge', 'slope_volt_per_hour'),
    ),
  )
    .unit(units.voltPerHour)
    .decimals(4)
    .axisLabel('V/h');
}

export function leakCurrent(): TrendPanel {
  return overCycles(
    'Leak current',
    'What a cycle loses beyond the usual loss of its conditions, over the time to the next cycle, A. Empty within the noise of that loss, and until it is known.',
    cyclesOfCell('leakage_current_ampere'),
  )
    .unit(units.ampere)
    .axisLabel('A');
}

export function apparentShunt(): TrendPanel {
  return overCycles(
    'Apparent shunt',
    'Mean voltage over the current that the whole loss of a cycle would be, Ω: no shunt of this cell is smaller. Full cells only; empty where the loss is within noise.',
    cyclesOfCell('shunt_resistance_ohm'),
  )
    .unit(units.ohm)
    .axisLabel('Ω');
}
