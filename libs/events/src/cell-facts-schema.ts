import { z } from 'zod';
import type { CellFacts } from './cell-facts.js';
import { factsVersionSchema, idSchema, textSchema } from './text-schema.js';

const positive = z.number().positive();
const volt = z.number().min(-10).max(10);

export const cellFactsSchema = z.strictObject({
  cell_id: idSchema,
  facts_version: factsVersionSchema,
  system: z.enum(['full_cell', 'anode_half_cell', 'cathode_half_cell', 'symmetric_cell', 'blocking_pellet']).optional(),
  label: textSchema.max(200).optional(),
  campaign: textSchema.max(200).optional(),
  nominal_capacity_ah: positive.optional(),
  active_mass_gram: positive.optional(),
  active_loading_mg_per_cm2: positive.optional(),
  area_cm2: positive.optional(),
  one_c_milliampere_per_gram: positive.optional(),
  lower_voltage_limit_volt: volt.optional(),
  upper_voltage_limit_volt: volt.optional(),
  reference_offset_volt: volt.optional(),
  temperature_set_point_celsius: z.number().min(-273.15).max(500).optional(),
  pressure_set_point_pa: z.number().nonnegative().optional(),
  prelithiated: z.boolean().optional(),
  formation_cycles: z.array(z.int().nonnegative()).optional(),
  retention_reference: z
    .enum(['cycle1', 'first_after_formation_same_regime', 'max_first_5', 'median_first_40'])
    .optional(),
  average_coulombic_efficiency_include_first: z.boolean().optional(),
}) satisfies z.ZodType<CellFacts>;
