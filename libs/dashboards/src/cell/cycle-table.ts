import type { PanelBuilder as TablePanel } from '@grafana/grafana-foundation-sdk/table';
import { unit, units } from '../fields.js';
import { listing } from '../panels.js';

const sql = `
select derived_cycle_count, cycle_count, status, purpose, first_direction,
  to_timestamp(started_at_unix_second) as started_at, cycle_duration_second,
  cycle_charging_capacity_ah, cycle_discharging_capacity_ah,
  coulombic_efficiency, coulombic_efficiency_reason, average_coulombic_efficiency, averaged_cycles,
  capacity_retention, retention_reference, retention_reference_cycle_count,
  irreversible_capacity_ah, mean_charging_voltage_volt, mean_discharging_voltage_volt, voltage_hysteresis_volt,
  cycle_charging_energy_wh, cycle_discharging_energy_wh, energy_efficiency,
  specific_charging_capacity_mah_per_gram, specific_discharging_capacity_mah_per_gram,
  areal_charging_capacity_mah_per_cm2, areal_discharging_capacity_mah_per_cm2,
  energy_density_watt_hour_per_kilogram, projected_energy_density_watt_hour_per_kilogram, mass_model,
  leakage_current_ampere, shunt_resistance_ohm, temperature_celsius, temperature_set_point_celsius,
  charging_c_rate, discharging_c_rate, charging_cv_share, discharging_cv_share, charging_end_reason, discharging_end_reason,
  array_to_string(flags, ' ') as flags, regime, test_id, definition_version, facts_version, revision
from cycles_current
where cell_id = \${cell:sqlstring}
order by derived_cycle_count desc, started_at_unix_second desc nulls last
limit 1000`;

export function cycleTable(): TablePanel {
  return listing(
    'Cycles, newest first',
    `The newest 1000 cycles, whatever the time range. derived_cycle_count is ours over the cell’s life (0: a partial cycle that began with the second direction), cycle_count the cycler’s own. Status open: provisional until the next half begins; partial: one half is missing for good.

Capacities Ah and energies Wh, never negative; coulombic efficiency second half/first half of the same cycle, first_direction saying which is first; irreversible capacity first half minus second; retention over the named reference; mean voltages energy/capacity; energy efficiency discharge/charge, full cells only; energy density by the named mass model, as built and projected; CV share of a half’s capacity at constant voltage. A newer revision replaced an older number; a definition_version or facts_version says by which arithmetic and which facts.`,
    sql,
  )
    .overrideByRegexp('/_capacity_ah$/', unit(units.ampereHour, 4))
    .overrideByRegexp('/_energy_wh$/', unit(units.wattHour, 4))
    .overrideByRegexp('/_voltage_volt$|_hysteresis_volt$/', unit(units.volt, 4))
    .overrideByRegexp('/_efficiency$/', unit(units.ratio, 2))
    .overrideByRegexp('/_cv_share$/', unit(units.ratio, 1))
    .overrideByRegexp('/_watt_hour_per_kilogram$/', unit(units.wattHourPerKilogram, 1))
    .overrideByName('leakage_current_ampere', unit(units.ampere))
    .overrideByName('shunt_resistance_ohm', unit(units.ohm))
    .overrideByRegexp('/_celsius$/', unit(units.celsius, 1))
    .overrideByName('capacity_retention', unit(units.ratio, 1))
    .overrideByName('cycle_duration_second', unit(units.second));
}
