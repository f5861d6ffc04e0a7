import { createHash } from 'node:crypto';
import type { DeclarationIssue } from '../declaration-error.js';
import type { CellObservation } from './cell-observation.js';
import { largestAttachment_bytes } from './cell-observation-schema.js';
import { knownObservations, type KnownObservation } from './known-observations.js';

type Observed = Omit<CellObservation, 'observation_id' | 'revision' | 'retracted'>;

/** What is wrong with an observation whose fields are each right by themselves. */
export function checkObservation({ quantity, value, unit, attachment, sweep }: Observed): DeclarationIssue[] {
  const found: DeclarationIssue[] = [];
  const wrong = (path: PropertyKey[], message: string) => found.push({ paths: [path], message });
  if (value === null && !attachment && !sweep)
    wrong(['value'], 'value is missing, expected a number, or an attachment or sweep in its place');
  const known: KnownObservation | undefined = Object.hasOwn(knownObservations, quantity)
    ? knownObservations[quantity as keyof typeof knownObservations]
    : undefined;
  if (known && unit !== known.unit) {
    const hint = known.unit === '1' ? ' (a ratio: 0.326, not 32.6 %)' : '';
    wrong(['unit'], `unit is ${JSON.stringify(unit)}, expected ${JSON.stringify(known.unit)} for ${quantity}${hint}`);
  } else if (known && value !== null && (value < known.least || value > known.most))
    wrong(
      ['value'],
      `value is ${value} ${unit}, expected ${quantity} from ${known.least} to ${known.most} ${known.unit}`,
    );
  if (attachment) {
    const { bytes_base64, sha256, name } = attachment;
    const bytes = Buffer.from(bytes_base64, 'base64');
    if (bytes.toString('base64') !== bytes_base64)
      wrong(['attachment', 'bytes_base64'], `attachment ${name} is not base64, expected its bytes in it`);
    else if (bytes.length > largestAttachment_bytes)
      wrong(
        ['attachment'],
        `attachment ${name} has ${bytes.length} bytes, expected at most ${largestAttachment_bytes}`,
      );
    else {
      const is = createHash('sha256').update(bytes).digest('hex');
      if (is !== sha256)
        wrong(['attachment', 'sha256'], `attachment.sha256 is ${sha256}, expected ${is} for the bytes of ${name}`);
    }
  }
  return found;
}
