import { z } from 'zod';
import { cycleFlags, type CycleSummary } from './cycle-summary.js';
import { factsVersionSchema, idSchema, textSchema } from './text-schema.js';

const index = z.int().nonnegative();
const amount = z.number().nonnegative();
const maybe = z.number().nullable();
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
  regime: textSchema.nullable(),
  flags: z.array(z.enum(cycleFlags)),
}) satisfies z.ZodType<CycleSummary>;
