import { z } from 'zod';
import type { CellAlert } from './cell-alert.js';
import { factsVersionSchema, idSchema, textSchema } from './text-schema.js';

const index = z.int().nonnegative();

export const cellAlertSchema = z.strictObject({
  cell_id: idSchema,
  rule: z.enum(['CE_DROP', 'OVERCHARGE']),
  test_id: idSchema,
  record_index: index,
  rule_version: z.int().positive(),
  facts_version: factsVersionSchema,
  revision: z.int().positive(),
  retracted: z.boolean(),
  severity: z.enum(['warning', 'critical']),
  raised_at_unix_second: z.number().nullable(),
  derived_cycle_count: z.int().nonnegative().nullable(),
  message: textSchema.min(1),
  evidence: z.strictObject({
    quantity: textSchema,
    unit: textSchema,
    value: z.number(),
    limit: z.number(),
    baseline: z.number().nullable(),
    regime: textSchema.nullable(),
    first_record_index: index,
    last_record_index: index,
  }),
}) satisfies z.ZodType<CellAlert>;
