import { z } from 'zod';
import { relaxationSchema } from '../cycle-summary-schema.js';
import { factsVersionSchema, idSchema } from '../text-schema.js';
import { pulseExtrapolationReasons, pulseFlags, type PulseResistance } from './pulse-resistance.js';

const index = z.int().nonnegative();
const maybe = z.number().nullable();
const direction = z.enum(['charge', 'discharge']);

export const pulseResistanceSchema = z.strictObject({
  cell_id: idSchema,
  test_id: idSchema,
  first_record_index: index,
  definition_version: z.int().positive(),
  facts_version: factsVersionSchema,
  revision: z.int().positive(),
  retracted: z.boolean(),
  kind: z.enum(['pulse', 'titration']),
  status: z.enum(['open', 'complete']),
  last_record_index: index,
  derived_cycle_count: index.nullable(),
  cycle_count: z.int().nullable(),
  started_at_unix_second: maybe,
  duration_second: z.number().nonnegative(),
  direction,
  current_ampere: z.number(),
  current_before_ampere: z.number(),
  voltage_before_volt: z.number(),
  rest_before_second: maybe,
  capacity_ah: maybe,
  half_direction: direction.nullable(),
  half_capacity_ah: maybe,
  half_depth: maybe,
  temperature_celsius: maybe,
  time_second: z.number(),
  resistance_ohm: z.number(),
  resistance_100ms_ohm: maybe,
  resistance_1s_ohm: maybe,
  resistance_10s_ohm: maybe,
  resistance_30s_ohm: maybe,
  end_resistance_ohm: maybe,
  extrapolation: z
    .strictObject({
      from_second: z.number(),
      to_second: z.number(),
      records: index,
      resistance_ohm: z.number(),
      resistance_standard_deviation_ohm: z.number(),
      warburg_coefficient_ohm_per_root_second: z.number(),
      drift_volt_per_second: maybe,
    })
    .nullable(),
  extrapolation_reason: z.enum(pulseExtrapolationReasons).nullable(),
  rest_after: relaxationSchema.nullable(),
  flags: z.array(z.enum(pulseFlags)),
}) satisfies z.ZodType<PulseResistance>;
