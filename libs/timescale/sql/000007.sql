-- Impedance sweeps, as they were measured. The highest revision of a spectrum holds, and of equal ones the larger content, column
-- by column in this order: arrival order never decides.
create table spectra (
  cell_id text not null references cells,
  spectrum_id text not null,
  revision integer not null,
  retracted boolean not null,
  measured_at_unix_second float8,
  derived_cycle_count integer,
  state_of_charge float8,
  voltage_volt float8,
  direction text,
  temperature_celsius float8,
  rest_second float8,
  specimen text,
  instrument text,
  frequency_hertz float8[] not null,
  real_impedance_ohm float8[] not null,
  imaginary_impedance_ohm float8[] not null,
  primary key (cell_id, spectrum_id)
);

-- Insert-only by natural key, versions and revision.
create table resistances (
  cell_id text not null references cells,
  spectrum_id text not null,
  circuit_id text not null,
  definition_version integer not null,
  facts_version text not null,
  revision integer not null,
  retracted boolean not null,
  method text not null,
  measured_at_unix_second float8,
  derived_cycle_count integer,
  state_of_charge float8,
  voltage_volt float8,
  direction text,
  temperature_celsius float8,
  specimen text,
  verdict text not null,
  comparable boolean not null,
  findings json not null,
  points integer not null,
  frequency_minimum_hertz float8,
  frequency_maximum_hertz float8,
  kramers_kronig_verdict text,
  kramers_kronig_kind text,
  kramers_kronig_largest_residual_percent float8,
  kramers_kronig_noise_percent float8,
  ohmic_resistance_ohm float8,
  ohmic_resistance_standard_deviation_ohm float8,
  ohmic_resistance_ohm_cm2 float8,
  ohmic_resistance_standard_deviation_ohm_cm2 float8,
  interphase_resistance_ohm float8,
  interphase_resistance_standard_deviation_ohm float8,
  interphase_resistance_ohm_cm2 float8,
  interphase_resistance_standard_deviation_ohm_cm2 float8,
  charge_transfer_resistance_ohm float8,
  charge_transfer_resistance_standard_deviation_ohm float8,
  charge_transfer_resistance_ohm_cm2 float8,
  charge_transfer_resistance_standard_deviation_ohm_cm2 float8,
  arc_resistance_ohm float8,
  arc_resistance_standard_deviation_ohm float8,
  arc_resistance_ohm_cm2 float8,
  arc_resistance_standard_deviation_ohm_cm2 float8,
  warburg_coefficient_ohm_per_root_second float8,
  warburg_coefficient_standard_deviation_ohm_per_root_second float8,
  diffusion_coefficient_cm2_per_second float8,
  diffusion_coefficient_standard_deviation_cm2_per_second float8,
  relative_diffusion_coefficient float8,
  residual_percent float8,
  largest_residual_percent float8,
  raw_parameters float8[] not null,
  parameters json not null,
  arcs json not null,
  series_key text,
  reference_resistance_ohm float8,
  resistance_ratio float8,
  slope_ohm_per_cycle float8,
  slope_lower_ohm_per_cycle float8,
  slope_upper_ohm_per_cycle float8,
  slope_points integer,
  cusum_upper float8,
  cusum_lower float8,
  growth text,
  primary key (cell_id, spectrum_id, circuit_id, definition_version, facts_version, revision)
);

-- Under the facts that hold now, by the newest definition that has the spectrum.
create view resistances_current as
select latest.* from (
  select distinct on (r.cell_id, r.spectrum_id, r.circuit_id) r.*
  from resistances r join cells using (cell_id)
  where r.facts_version = cells.facts_version
  order by r.cell_id, r.spectrum_id, r.circuit_id, r.definition_version desc, r.revision desc
) latest
where not latest.retracted;

do $$
begin
  if to_regrole('cellwatch_reader') is not null then
    grant select on spectra, resistances, resistances_current to cellwatch_reader;
  end if;
  if to_regrole('cellwatch_writer') is not null then
    grant select on resistances_current to cellwatch_writer;
    grant select, insert, update, delete on spectra, resistances to cellwatch_writer;
  end if;
  if to_regrole('cellwatch_owner') is not null then
    grant all on spectra, resistances, resistances_current to cellwatch_owner;
  end if;
end
$$;
