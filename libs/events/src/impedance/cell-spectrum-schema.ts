import { z } from 'zod';
import { idSchema, textSchema } from '../text-schema.js';
import type { CellSpectrum } from './cell-spectrum.js';

/** Beyond it a sweep is no sweep, and to read one message would hold up the event loop. */
const mostPoints = 10_000;

const columnSchema = z.array(z.number()).min(1).max(mostPoints);
const name = textSchema.min(1).max(200).nullable();

export const spectrumIdSchema = z.string().regex(/^[0-9a-f]{16}$/, '16 hex digits');
export const directionSchema = z.enum(['charge', 'discharge', 'rest']).nullable();

const measured = {
  cell_id: idSchema,
  measured_at_unix_second: z.number().min(-1e11).max(1e11).nullable(),
  derived_cycle_count: z.int().nonnegative().max(1e9).nullable(),
  state_of_charge: z.number().min(0).max(1).nullable(),
  voltage_volt: z.number().min(-10).max(10).nullable(),
  direction: directionSchema,
  temperature_celsius: z.number().min(-273.15).max(500).nullable(),
  rest_second: z.number().nonnegative().nullable(),
  specimen: name,
  instrument: name,
  frequency_hertz: columnSchema,
  real_impedance_ohm: columnSchema,
  imaginary_impedance_ohm: columnSchema,
};

const equallyLong = ({ frequency_hertz: { length }, real_impedance_ohm, imaginary_impedance_ohm }: Points): boolean =>
  real_impedance_ohm.length === length && imaginary_impedance_ohm.length === length;
const refusal = 'frequency_hertz, real_impedance_ohm and imaginary_impedance_ohm of one length';

type Points = Pick<CellSpectrum, 'frequency_hertz' | 'real_impedance_ohm' | 'imaginary_impedance_ohm'>;

/** What is measured; its name and revision are not the sender's to say. */
export const measuredSpectrumSchema = z.strictObject(measured).refine(equallyLong, refusal);

export const cellSpectrumSchema = z
  .strictObject({
    ...measured,
    spectrum_id: spectrumIdSchema,
    revision: z.int().positive().max(1e9),
    retracted: z.boolean(),
  })
  .refine(equallyLong, refusal) satisfies z.ZodType<CellSpectrum>;
