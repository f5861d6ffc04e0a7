import type { Rule, RuleLimit } from '../rule.js';
import { convertUnit, unitNames } from './units.js';

/**
 * A limit as it was written: a number in the limit's own unit, or a text of a number and a unit such as `3 mV`. Answers the
 * number in the limit's unit, or says what is wrong.
 */
export function readLimit({ code }: Rule, limit: RuleLimit, written: unknown): { value: number } | { problem: string } {
  const named = `${code}.${limit.name} is ${JSON.stringify(written)}`;
  const problem = (expected: string) => ({ problem: `${named}, expected ${expected}` });
  const { unit, minimum, maximum } = limit;
  let value: number;
  if (typeof written === 'number') value = written;
  else {
    const parts = typeof written === 'string' ? /^\s*([+-]?[\d.]+(?:e[+-]?\d+)?)\s*(\S+)\s*$/i.exec(written) : null;
    if (!parts || Number.isNaN(Number(parts[1]))) return problem(`a number in ${unit}, or a number and a unit`);
    const converted = convertUnit(Number(parts[1]), parts[2], unit);
    if (converted === null)
      return unitNames.includes(parts[2])
        ? problem(`a unit that fits ${unit}: ${parts[2]} does not`)
        : problem(`a unit that fits ${unit}; ${parts[2]} is none that is known (${unitNames.join(', ')})`);
    value = converted;
  }
  if (!Number.isFinite(value) || value < minimum || value > maximum) return problem(`${minimum} to ${maximum} ${unit}`);
  return { value };
}
