/** The database is away, stopping, full, or asks for the transaction again. The same work may succeed later. */
export class DatabaseOutageError extends Error {
  readonly retriable = true;
  readonly code: string | undefined;

  constructor(cause: unknown) {
    const { message, code } = cause as { message: string; code?: string };
    super(`the database is away: ${message || code}`, { cause });
    this.code = code;
  }
}

// Connection, out of resources (53100 is a full disk), operator intervention, system error (I/O), transaction rollback.
const outageClasses = ['08', '53', '57', '58', '40'];
const outageCodes = [
  '25006', // a standby was reached: read-only
  '55P03', // a lock was not available
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
];
// pg gives these no code.
const outageMessages =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout expired|timeout exceeded when trying to connect|Connection ended)/;
/** A statement that ran into its own timeout would run into it again. */
const queryCanceled = '57014';

export function isOutage(error: unknown): boolean {
  if (error instanceof DatabaseOutageError) return true;
  if (typeof error !== 'object' || error === null) return false;
  const { code, message, errors } = error as { code?: unknown; message?: unknown; errors?: unknown };
  if (Array.isArray(errors) && errors.length > 0) return errors.every(isOutage);
  if (typeof code === 'string')
    return (
      code !== queryCanceled &&
      (outageCodes.includes(code) || (code.length === 5 && outageClasses.includes(code.slice(0, 2))))
    );
  return typeof message === 'string' && outageMessages.test(message);
}
