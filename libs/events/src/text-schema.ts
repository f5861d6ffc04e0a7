import { z } from 'zod';
import { isStorable } from './storable-text.js';

export const textSchema = z.string().refine(isStorable, 'text without NUL and lone surrogates');

/** What names a cell, a test, a channel. */
export const idSchema = textSchema.min(1).max(200);

export const factsVersionSchema = z.string().regex(/^(0|[0-9a-f]{16})$/, '0 or 16 hex digits');
