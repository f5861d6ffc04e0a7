import { z } from 'zod';
import type { TestMove } from './test-move.js';
import { idSchema } from './text-schema.js';

export const testMoveSchema = z
  .strictObject({
    cell_id: idSchema,
    test_id: idSchema,
    to_cell_id: idSchema,
    moved_at_unix_second: z.number().nonnegative(),
  })
  .refine(({ cell_id, to_cell_id }) => cell_id !== to_cell_id, {
    path: ['to_cell_id'],
    message: 'another cell than cell_id',
  }) satisfies z.ZodType<TestMove>;
