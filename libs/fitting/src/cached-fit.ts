import { createHash } from 'node:crypto';
import { setImmediate as others } from 'node:timers/promises';
import { definitionVersion, type Fit, type FitRequest, type SpectrumResult } from '@cellwatch/impedance';

/** Some seven thousand fits, of about fifty cells with a long life. */
const mostBytes = 64 * 1024 * 1024;

/**
 * Remembers what fits said, by all that they depend on: points, area, circuit, options, definition. So a fact that does not
 * concern the fit refolds a cell without fitting it again, and gives the same bytes. What was asked for longest ago is forgotten
 * first; a fit that throws is not remembered.
 */
export function cachedFit(fit: Fit, most_bytes = mostBytes): Fit {
  /** As JSON, so that nobody changes another's; in order of when each was last asked for. */
  const known = new Map<string, Buffer>();
  let bytes = 0;
  return async (request) => {
    const key = keyOf(request);
    const found = known.get(key);
    if (found !== undefined) {
      known.delete(key);
      known.set(key, found);
      // A cell of which all is known would else be folded without a pause.
      await others();
      return JSON.parse(found.toString()) as SpectrumResult;
    }
    const result = await fit(request);
    const text = Buffer.from(JSON.stringify(result));
    bytes += text.length - (known.get(key)?.length ?? 0);
    known.delete(key);
    known.set(key, text);
    for (const [oldest, { length }] of known) {
      if (bytes <= most_bytes) break;
      known.delete(oldest);
      bytes -= length;
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
