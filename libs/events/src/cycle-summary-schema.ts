import { z } from 'zod';
import { cycleFlags, type CycleSummary } from './cycle-summary.js';
import { factsVersionSchema, idSchema, textSchema } from './text-schema.js';

const index = z.int().nonnegative();
const amount = z.number().nonnegative();
const maybe = z.number().nullable();
/** Results of earlier definitions do not have it. */
const added = maybe.default(null);
const edge = z
  .strictObject({
    record_index: index,
    time_second: z.number(),
    current_step_ampere: z.number(),
    resistance_ohm: z.number(),
    resistance_100ms_ohm: maybe,
    resistance_1s_ohm: maybe,
    resistance_10s_ohm: maybe,
    resistance_30s_ohm: maybe,
  })
  .nullable()
  .default(null);
export const relaxationSchema = z.strictObject({
  edge,
  duration_second: amount,
  start_voltage_volt: z.number(),
  voltage_1s_volt: maybe,
  voltage_10s_volt: maybe,
  end_voltage_volt: z.number(),
  slope_volt_per_hour: maybe,
  relaxed_voltage_volt: maybe,
  time_constant_second: maybe,
});
const relaxation = relaxationSchema.nullable().default(null);
const peaks = z
  .array(
    z.strictObject({
      voltage_volt: z.number(),
      height_ah_per_volt: z.number(),
      area_ah: z.number(),
      assignment: textSchema.nullable(),
    }),
  )
  .nullable()
  .default(null);
const endReason = z.enum(['voltage', 'current', 'time', 'capacity', 'user', 'unknown']).nullable();

export const cycleSummarySchema = z.strictObject({
  cell_id: idSchema,
  test_id: idSchema,
  first_record_index: index,
  definition_version: z.int().positive(),
  facts_version: factsVersionSchema,
  revision: z.int().positive(),
  retracted: z.boolean(),

  last_record_index: index,
  derived_cycle_count: index,
  cycle_count: z.int().nullable(),
  status: z.enum(['open', 'complete', 'partial']),
  first_direction: z.enum(['charge', 'discharge']).nullable(),
  started_at_unix_second: maybe,
  ended_at_unix_second: maybe,
  cycle_duration_second: maybe,

  cycle_charging_capacity_ah: amount,
  cycle_discharging_capacity_ah: amount,
  // With the signed voltage of a half-cell an energy may be negative.
  cycle_charging_energy_wh: z.number(),
  cycle_discharging_energy_wh: z.number(),
  coulombic_efficiency: maybe,
  coulombic_efficiency_reason: z
    .enum([
      'role_unknown',
      'nominal_unknown',
      'no_first_half',
      'no_second_half',
      'half_incomplete',
      'cycle_open',
      'resumed',
      'resolution',
      'not_applicable',
    ])
    .nullable(),
  initial_coulombic_efficiency: maybe,
  irreversible_capacity_ah: maybe,
  cumulative_irreversible_capacity_ah: maybe,
  capacity_retention: maybe,
  retention_reference: textSchema.nullable(),
  retention_reference_cycle_count: z.int().nullable(),
  mean_charging_voltage_volt: maybe,
  mean_discharging_voltage_volt: maybe,
  voltage_hysteresis_volt: maybe,
  energy_efficiency: maybe,
  specific_charging_capacity_mah_per_gram: maybe,
  specific_discharging_capacity_mah_per_gram: maybe,
  charging_c_rate: maybe,
  discharging_c_rate: maybe,
  charging_end_voltage_volt: maybe,
  discharging_end_voltage_volt: maybe,
  charging_end_reason: endReason,
  discharging_end_reason: endReason,
  charging_cv_share: maybe,
  discharging_cv_share: maybe,
  average_coulombic_efficiency: added,
  average_coulombic_efficiency_with_first: added,
  cumulative_coulombic_efficiency: added,
  averaged_cycles: index.nullable().default(null),
  specific_irreversible_capacity_mah_per_gram: added,
  areal_charging_capacity_mah_per_cm2: added,
  areal_discharging_capacity_mah_per_cm2: added,
  energy_density_watt_hour_per_kilogram: added,
  projected_energy_density_watt_hour_per_kilogram: added,
  mass_model: textSchema.nullable().default(null),
  leakage_current_ampere: added,
  shunt_resistance_ohm: added,
  temperature_celsius: added,
  temperature_set_point_celsius: added,
  charging_edge: edge,
  discharging_edge: edge,
  rest_after_charge: relaxation,
  rest_after_discharge: relaxation,
  charging_peaks: peaks,
  discharging_peaks: peaks,
  purpose: z.enum(['cycling', 'formation', 'check_up', 'pulses', 'titration']).nullable().default(null),
  contradictions: z
    .array(z.strictObject({ flag: z.enum(cycleFlags), got: textSchema, expected: textSchema }))
    .default([]),
  regime: textSchema.nullable(),
  flags: z.array(z.enum(cycleFlags)),
}) satisfies z.ZodType<CycleSummary>;
