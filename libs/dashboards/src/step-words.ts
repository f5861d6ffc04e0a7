import { stepTypes } from '@cellwatch/events';
import type { ValueMappingResult } from '@grafana/grafana-foundation-sdk/dashboard';

const colours: Record<(typeof stepTypes)[number], string> = {
  unknown: 'text',
  rest: 'semi-dark-blue',
  charge: 'semi-dark-green',
  discharge: 'semi-dark-orange',
  pause: 'semi-dark-yellow',
  control: 'semi-dark-purple',
  end: 'dark-blue',
};

/** `step_type` as stored is the index in stepTypes. */
export const stepCodes: Record<string, ValueMappingResult> = Object.fromEntries(
  stepTypes.map((word, index) => [String(index), { text: word, color: colours[word], index }]),
);

export const stateWords: Record<string, ValueMappingResult> = {
  ...Object.fromEntries(stepTypes.map((word, index) => [word, { text: word, color: colours[word], index }])),
  finished: { text: 'finished', color: 'text', index: stepTypes.length },
  'no records': { text: 'no records', color: 'text', index: stepTypes.length + 1 },
};

/** SQL: a step type's word. */
export function stepWord(column: string): string {
  return `(array[${stepTypes.map((word) => `'${word}'`).join(', ')}])[1 + coalesce(${column}, 0)]`;
}
