import { z } from 'zod';
import type { CellFacts } from './cell-facts.js';
import { factsVersionSchema, idSchema, textSchema } from './text-schema.js';

const positive = z.number().positive();
const volt = z.number().min(-10).max(10);
const fraction = positive.max(1);
const cycleNumber = z.int().nonnegative();
const celsius = z.number().min(-273.15).max(500);

export const cellFactsSchema = z.strictObject({
  cell_id: idSchema,
  facts_version: factsVersionSchema,
  system: z.enum(['full_cell', 'anode_half_cell', 'cathode_half_cell', 'symmetric_cell', 'blocking_pellet']).optional(),
  label: textSchema.max(200).optional(),
  campaign: textSchema.max(200).optional(),
  chamber: textSchema.max(200).optional(),
  nominal_capacity_ah: positive.optional(),
  active_mass_gram: positive.optional(),
  active_loading_mg_per_cm2: positive.optional(),
  area_cm2: positive.optional(),
  one_c_milliampere_per_gram: positive.optional(),
  active_fraction: fraction.optional(),
  counter_loading_mg_per_cm2: positive.optional(),
  counter_active_fraction: fraction.optional(),
  counter_specific_capacity_mah_per_gram: positive.optional(),
  n_to_p_ratio: positive.optional(),
  separator_thickness_micrometer: positive.optional(),
  projected_separator_thickness_micrometer: positive.optional(),
  separator_density_gram_per_cm3: positive.optional(),
  collector_areal_mass_mg_per_cm2: positive.optional(),
  mass_model: z.enum(['coatings', 'coatings_and_collectors']).optional(),
  lower_voltage_limit_volt: volt.optional(),
  upper_voltage_limit_volt: volt.optional(),
  reference_electrode: z.enum(['lithium', 'lithium_indium']).optional(),
  reference_offset_volt: volt.optional(),
  polarity: z.enum(['normal', 'reversed']).optional(),
  temperature_set_point_celsius: celsius.optional(),
  temperature_schedule: z.array(z.strictObject({ from_cycle: cycleNumber, celsius })).optional(),
  pressure_set_point_pa: z.number().nonnegative().optional(),
  prelithiated: z.boolean().optional(),
  formation_cycles: z.array(cycleNumber).optional(),
  check_up_cycles: z.array(cycleNumber).optional(),
  c_rate_schedule: z.array(z.strictObject({ from_cycle: cycleNumber, c_rate: positive })).optional(),
  expected_peaks: z
    .array(
      z.strictObject({ name: textSchema.max(100), voltage_volt: volt, direction: z.enum(['charge', 'discharge']) }),
    )
    .max(32)
    .optional(),
  retention_reference: z
    .enum(['cycle1', 'first_after_formation_same_regime', 'max_first_5', 'median_first_40'])
    .optional(),
  average_coulombic_efficiency_include_first: z.boolean().optional(),
  impedance_circuit: textSchema.min(1).max(200).optional(),
  // Above it mol/L was given.
  lithium_concentration_mol_per_cm3: positive.max(0.5).optional(),
  factors: z.record(textSchema.max(100), z.union([textSchema.max(200), z.number()])).optional(),
  replicate: textSchema.max(100).optional(),
  failed_at_cycle: cycleNumber.optional(),
  withdrawn_at_cycle: cycleNumber.optional(),
}) satisfies z.ZodType<CellFacts>;
