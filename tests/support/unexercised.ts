import { appendFileSync } from 'node:fs';

/**
 * A real part is missing here. In CI that is a failure; elsewhere the tests that need it are skipped, and the run says so in
 * one loud line at its end. `nowhere`: a part that CI cannot have either.
 */
export function unexercised(what: string, { nowhere = false } = {}): void {
  if (process.env.CI === 'true' && !nowhere) throw new Error(`CI must exercise this: ${what}`);
  const { CELLWATCH_UNEXERCISED } = process.env;
  if (CELLWATCH_UNEXERCISED) appendFileSync(CELLWATCH_UNEXERCISED, `${what}\n`);
  console.warn(`NOT EXERCISED HERE: ${what}`);
}
