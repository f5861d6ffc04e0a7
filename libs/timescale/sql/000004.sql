alter table cycles
  add column average_coulombic_efficiency float8,
  add column average_coulombic_efficiency_with_first float8,
  add column cumulative_coulombic_efficiency float8,
  add column averaged_cycles integer,
  add column specific_irreversible_capacity_mah_per_gram float8,
  add column areal_charging_capacity_mah_per_cm2 float8,
  add column areal_discharging_capacity_mah_per_cm2 float8,
  add column energy_density_watt_hour_per_kilogram float8,
  add column projected_energy_density_watt_hour_per_kilogram float8,
  add column mass_model text,
  add column leakage_current_ampere float8,
  add column shunt_resistance_ohm float8,
  add column temperature_celsius float8,
  add column temperature_set_point_celsius float8,
  add column charging_edge jsonb,
  add column discharging_edge jsonb,
  add column rest_after_charge jsonb,
  add column rest_after_discharge jsonb,
  add column charging_peaks jsonb,
  add column discharging_peaks jsonb,
  add column purpose text,
  add column contradictions jsonb;

-- A view's columns are fixed when it is made.
create or replace view cycles_current as
select latest.* from (
  select distinct on (c.cell_id, c.test_id, c.first_record_index) c.*
  from cycles c join cells using (cell_id)
  where c.facts_version = cells.facts_version
  order by c.cell_id, c.test_id, c.first_record_index, c.definition_version desc, c.revision desc
) latest
where not latest.retracted;
