import { z } from 'zod';
import { idSchema, textSchema } from '../text-schema.js';
import type { CellObservation, ObservationRetraction } from './cell-observation.js';

export const largestAttachment_bytes = 5 * 1024 * 1024;

const observationIdSchema = z.string().regex(/^[0-9a-f]{16}$/, '16 hex digits');
const noteSchema = textSchema.max(2_000);
const columnSchema = z.array(z.number()).min(3).max(20_000);

export const attachmentSchema = z.strictObject({
  name: textSchema
    .min(1)
    .max(200)
    .regex(/^[^/\\\p{Cc}]+$/u, 'a file’s name without its folder'),
  media_type: z.string().regex(/^[\w.+-]{1,60}\/[\w.+-]{1,60}$/, 'a media type such as image/png'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, '64 hex digits'),
  bytes_base64: z.string().max(Math.ceil(largestAttachment_bytes / 3) * 4),
});

export const sweepSchema = z
  .strictObject({
    voltage_volt: columnSchema,
    current_ampere: columnSchema,
    time_second: columnSchema.optional(),
  })
  .refine(
    ({ voltage_volt: { length }, current_ampere, time_second }) =>
      current_ampere.length === length && (time_second?.length ?? length) === length,
    'columns of one length',
  );

export const observedSchema = z.strictObject({
  cell_id: idSchema,
  quantity: textSchema.max(100).regex(/^[a-z][a-z0-9_]*$/, 'a name such as electrode_thickness'),
  value: z.number().nullable(),
  unit: textSchema.min(1).max(40),
  standard_uncertainty: z.number().nonnegative().optional(),
  method: textSchema.min(1).max(500),
  specimen: textSchema.min(1).max(200).optional(),
  derived_cycle_count: z.int().nonnegative().optional(),
  observed_at: z.string().refine(isInstant, 'ISO 8601 with a zone such as 2026-11-25T08:00:00Z'),
  note: noteSchema.optional(),
  attachment: attachmentSchema.optional(),
  sweep: sweepSchema.optional(),
});

/** As `toISOString` writes it: one instant has one spelling, so that its observation has one name. */
function isInstant(text: string): boolean {
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toISOString() === text;
}

const revisionSchema = z.int().positive();

export const cellObservationSchema = observedSchema.extend({
  observation_id: observationIdSchema,
  revision: revisionSchema,
  retracted: z.literal(false),
}) satisfies z.ZodType<CellObservation>;

export const observationRetractionSchema = z.strictObject({
  cell_id: idSchema,
  observation_id: observationIdSchema,
  revision: revisionSchema,
  retracted: z.literal(true),
  note: noteSchema.optional(),
}) satisfies z.ZodType<ObservationRetraction>;

export const observationMessageSchema = z.discriminatedUnion('retracted', [
  cellObservationSchema,
  observationRetractionSchema,
]);
