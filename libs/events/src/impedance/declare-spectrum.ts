import { DeclarationError } from '../declaration-error.js';
import { explainIssue, explainIssues } from '../explain-issues.js';
import { measuredSpectrumSchema } from './cell-spectrum-schema.js';
import type { CellSpectrum } from './cell-spectrum.js';
import { spectrumIdOf } from './spectrum-id-of.js';

const unknown = {
  measured_at_unix_second: null,
  derived_cycle_count: null,
  state_of_charge: null,
  voltage_volt: null,
  direction: null,
  temperature_celsius: null,
  rest_second: null,
  specimen: null,
  instrument: null,
};

/**
 * A spectrum as a person, a file or a program gives it: what is left out is not known. Throws DeclarationError naming every field
 * that is wrong, what was got and what was expected. The points are taken as they are: the fit says what it thinks of them.
 */
export function declareSpectrum(declared: unknown): CellSpectrum {
  const whole = typeof declared === 'object' && declared !== null && !Array.isArray(declared);
  const value: unknown = whole ? { ...unknown, ...declared } : declared;
  const parsed = measuredSpectrumSchema.safeParse(value);
  if (!parsed.success) {
    const { issues } = parsed.error;
    throw new DeclarationError(
      explainIssues(value, issues),
      issues.map((issue) => ({ paths: [issue.path], message: explainIssue(value, issue) })),
    );
  }
  return { ...parsed.data, spectrum_id: spectrumIdOf(parsed.data), revision: 1, retracted: false };
}
