import { z } from 'zod';
import { alertRules, type CellAlert } from './cell-alert.js';
import { factsVersionSchema, idSchema, textSchema } from './text-schema.js';
import { topics } from './topics.js';

const index = z.int().nonnegative();
const cycle = z.int().nonnegative().nullable();
const points = 32;

/** Alerts of an older program lack the fields with a default: each of them was final when it was raised. */
export const cellAlertSchema = z.strictObject({
  cell_id: idSchema,
  rule: z.enum(alertRules),
  test_id: idSchema,
  record_index: index,
  rule_version: z.int().positive(),
  rules_version: textSchema.default('0'),
  topic: z.enum([...Object.values(topics), 'ticks']).default(topics.cycles),
  facts_version: factsVersionSchema,
  revision: z.int().positive(),
  retracted: z.boolean(),
  status: z.enum(['pending', 'firing', 'cleared', 'lapsed']).default('firing'),
  severity: z.enum(['notice', 'warning', 'critical']),
  raised_at_unix_second: z.number().nullable(),
  changed_at_unix_second: z.number().nullable().default(null),
  derived_cycle_count: cycle,
  changed_cycle_count: cycle.default(null),
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
    chart: z
      .strictObject({
        x_quantity: textSchema,
        x: z.array(z.number()).max(points),
        y: z.array(z.number().nullable()).max(points),
      })
      .nullable()
      .default(null),
  }),
}) satisfies z.ZodType<CellAlert>;
