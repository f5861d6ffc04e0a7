import type { PanelBuilder as TrendPanel } from '@grafana/grafana-foundation-sdk/trend';
import { cyclesOfCell } from '../cycles-of-cell.js';
import { units } from '../fields.js';
import { overCycles } from '../panels.js';

export function energyDensity(): TrendPanel {
  return overCycles(
    'Energy density, as built and projected',
    'Discharged energy over the mass that the cell’s mass model weighs, Wh/kg: both coatings and the separator, no housing, no liquid, collectors only where declared. As built: with the separator in the cell; projected: with the declared thinner one, which was not built. Full cells only; empty where a fact is missing.',
    cyclesOfCell('energy_density_watt_hour_per_kilogram', 'projected_energy_density_watt_hour_per_kilogram'),
  )
    .unit(units.wattHourPerKilogram)
    .decimals(1)
    .axisLabel('Wh/kg');
}
