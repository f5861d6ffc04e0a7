import { UserError, exitCodes } from './exit-codes.js';

/** The lab's IANA zone: as told, else this machine's. Wall clocks in cycler files mean nothing without it. */
export function labTimeZone(told: string | undefined): string {
  const zone = told ?? process.env.CELLWATCH_TIME_ZONE ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  try {
    Intl.DateTimeFormat('en', { timeZone: zone });
  } catch {
    throw new UserError(
      `--time-zone: got "${zone}", expected an IANA name such as Europe/Oslo or America/Chicago`,
      exitCodes.usage,
    );
  }
  return zone;
}
