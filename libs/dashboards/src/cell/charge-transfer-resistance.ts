import type { PanelBuilder as TrendPanel } from '@grafana/grafana-foundation-sdk/trend';
import { units } from '../fields.js';
import { overCycles } from '../panels.js';

/** Of the series with the most spectra, the newest where two have as many: two series are never one line. */
export function chargeTransferResistance(): TrendPanel {
  return overCycles(
    'Charge-transfer resistance',
    'R_ct of impedance fits, Ω, with ± 1σ, and its reference: the median of the first three spectra from cycle 10 on, for it falls while a cell is activated. Of the one series (circuit, voltage, temperature, direction) with the most spectra; the board shows all. Empty where no spectrum could be compared, and the board says why.',
    `
select distinct on (derived_cycle_count) derived_cycle_count, charge_transfer_resistance_ohm,
  charge_transfer_resistance_ohm - charge_transfer_resistance_standard_deviation_ohm as lower_ohm,
  charge_transfer_resistance_ohm + charge_transfer_resistance_standard_deviation_ohm as upper_ohm,
  reference_resistance_ohm
from resistances_current
where cell_id = \${cell:sqlstring} and series_key = (
  select series_key from resistances_current
  where cell_id = \${cell:sqlstring} and series_key is not null
  group by series_key
  order by count(*) desc, max(derived_cycle_count) desc, series_key
  limit 1
)
order by derived_cycle_count, measured_at_unix_second desc nulls last
limit 2000`,
  )
    .unit(units.ohm)
    .decimals(2)
    .axisLabel('Ω');
}
