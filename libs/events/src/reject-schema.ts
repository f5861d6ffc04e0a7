import { z } from 'zod';
import type { Reject } from './reject.js';
import { idSchema, textSchema } from './text-schema.js';

/** 64 KiB in base64. */
const mostBase64 = Math.ceil(65_536 / 3) * 4;

export const rejectSchema = z.strictObject({
  source: textSchema.min(1),
  cell_id: textSchema.max(200),
  test_id: idSchema.nullable(),
  reason: z.enum([
    'empty',
    'binary',
    'unreadable',
    'unknown_format',
    'impedance_sweep',
    'statistics_table',
    'truncated_row',
    'too_many_fields',
    'not_a_number',
    'bad_time',
    'bad_date',
    'implausible',
    'unit_suspect',
    'direction_unknown',
  ]),
  message: textSchema.min(1),
  line: z.int().nonnegative(),
  bytes_base64: z.base64().max(mostBase64),
}) satisfies z.ZodType<Reject>;
