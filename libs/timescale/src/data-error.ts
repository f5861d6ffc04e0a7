/** Values that the tables cannot hold: what was got, where, and what was expected. */
export class DataError extends Error {}

/** Whether the work itself is bad, so that it would fail again: a value or a constraint of SQLSTATE class 22 or 23, or a DataError. */
export function isDataError(error: unknown): boolean {
  if (error instanceof DataError) return true;
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^2[23][0-9A-Z]{3}$/.test(code);
}
