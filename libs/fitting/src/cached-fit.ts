import { createHash } from 'node:crypto';
import { definitionVersion, type Fit, type FitRequest, type SpectrumResult } from '@cellwatch/impedance';

/** About what a thousand cells' last hundred spectra take of memory. */
const mostCharacters = 128 * 1024 * 1024;

/**
 * Remembers what fits said, by all that they depend on: points, area, circuit, options, definition. So a fact that does not
 * concern the fit refolds a cell without fitting it again, and gives the same bytes. What was asked for longest ago is forgotten
 * first; a fit that throws is not remembered.
 */
export function cachedFit(fit: Fit, most_characters = mostCharacters): Fit {
  /** As JSON, so that nobody changes another's; in order of when each was last asked for. */
  const known = new Map<string, string>();
  let characters = 0;
  return async (request) => {
    const key = keyOf(request);
    const found = known.get(key);
    if (found !== undefined) {
      known.delete(key);
      known.set(key, found);
      return JSON.parse(found) as SpectrumResult;
    }
    const result = await fit(request);
    const text = JSON.stringify(result);
    characters += text.length - (known.get(key)?.length ?? 0);
    known.delete(key);
    known.set(key, text);
    for (const [oldest, { length }] of known) {
      if (characters <= most_characters) break;
      known.delete(oldest);
      characters -= length;
    }
    return result;
  };
}

/** Fields in the order of their names, and what is not given left out: equal requests, equal keys. */
function keyOf({ sweep, options }: FitRequest): string {
  const { frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm, ...others } = sweep;
  const points = [frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm].map((column) => Array.from(column));
  return createHash('sha256')
    .update(JSON.stringify([definitionVersion, points, ordered(others), ordered(options)]))
    .digest('base64');
}

function ordered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return fields.sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, field]) => [name, ordered(field)]);
}
