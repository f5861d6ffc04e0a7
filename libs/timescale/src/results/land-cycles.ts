import type { CycleSummary } from '@cellwatch/events';
import type { PoolClient } from 'pg';
import { landCells } from '../cells/land-cells.js';

/**
 * Lands cycles in message order. A key and revision is written once; only the provisional row of an open cycle is overwritten,
 * and never a final one by an open one. A repeat is a no-op.
 */
export async function landCycles(client: PoolClient, cycles: readonly CycleSummary[]): Promise<void> {
  if (cycles.length === 0) return;
  const landed = new Map<string, CycleSummary>();
  for (const cycle of cycles) {
    const { cell_id, test_id, first_record_index, definition_version, facts_version, revision } = cycle;
    const key = JSON.stringify([cell_id, test_id, first_record_index, definition_version, facts_version, revision]);
    if ((landed.get(key)?.status ?? 'open') === 'open') landed.set(key, cycle);
  }
  await landCells(
    client,
    cycles.map(({ cell_id }) => cell_id),
  );
  await client.query(
    `insert into cycles
    select * from json_populate_recordset(null::cycles, $1::json)
    on conflict (cell_id, test_id, first_record_index, definition_version, facts_version, revision) do update set
      ${overwritten.map((column) => `${column} = excluded.${column}`).join(', ')}
    where cycles.status = 'open' and cycles.* is distinct from excluded.*`,
    [JSON.stringify([...landed.values()])],
  );
}

/** All columns that are not the key. */
const overwritten: Exclude<
  keyof CycleSummary,
  'cell_id' | 'test_id' | 'first_record_index' | 'definition_version' | 'facts_version' | 'revision'
>[] = [
  'retracted',
  'last_record_index',
  'derived_cycle_count',
  'cycle_count',
  'status',
  'first_direction',
  'started_at_unix_second',
  'ended_at_unix_second',
  'cycle_duration_second',
  'cycle_charging_capacity_ah',
  'cycle_discharging_capacity_ah',
  'cycle_charging_energy_wh',
  'cycle_discharging_energy_wh',
  'coulombic_efficiency',
  'coulombic_efficiency_reason',
  'initial_coulombic_efficiency',
  'irreversible_capacity_ah',
  'cumulative_irreversible_capacity_ah',
  'capacity_retention',
  'retention_reference',
  'retention_reference_cycle_count',
  'mean_charging_voltage_volt',
  'mean_discharging_voltage_volt',
  'voltage_hysteresis_volt',
  'energy_efficiency',
  'specific_charging_capacity_mah_per_gram',
  'specific_discharging_capacity_mah_per_gram',
  'charging_c_rate',
  'discharging_c_rate',
  'charging_end_voltage_volt',
  'discharging_end_voltage_volt',
  'charging_end_reason',
  'discharging_end_reason',
  'charging_cv_share',
  'discharging_cv_share',
  'regime',
  'flags',
  'average_coulombic_efficiency',
  'average_coulombic_efficiency_with_first',
  'cumulative_coulombic_efficiency',
  'averaged_cycles',
  'specific_irreversible_capacity_mah_per_gram',
  'areal_charging_capacity_mah_per_cm2',
  'areal_discharging_capacity_mah_per_cm2',
  'energy_density_watt_hour_per_kilogram',
  'projected_energy_density_watt_hour_per_kilogram',
  'mass_model',
  'leakage_current_ampere',
  'shunt_resistance_ohm',
  'temperature_celsius',
  'temperature_set_point_celsius',
  'charging_edge',
  'discharging_edge',
  'rest_after_charge',
  'rest_after_discharge',
  'charging_peaks',
  'discharging_peaks',
  'purpose',
  'contradictions',
];
