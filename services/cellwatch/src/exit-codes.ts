/** What a shell sees. 3 tells a script that what it got is right but not all that was there. */
export const exitCodes = { ok: 0, failed: 1, usage: 2, someRefused: 3 } as const;

/** A failure that the user can mend: printed without a stack. */
export class UserError extends Error {
  constructor(
    message: string,
    readonly exitCode: number = exitCodes.failed,
  ) {
    super(message);
  }
}
