import { isNativeError } from 'node:util/types';
import { OutageError } from '../errors.js';
import { reasonOf } from '../log.js';

/** Classes of SQLSTATE: connection, serialisation and deadlock, resources (disk, memory, connections), intervention, system. */
const outageClasses = ['08', '40', '53', '57', '58'];
const readOnlyTransaction = '25006';

/** An outage as OutageError, anything else as it is. The driver's own errors about connections have no SQLSTATE. */
export function outage(error: unknown, what: string): unknown {
  // Not instanceof: an error of the network may come from another realm than ours.
  if (!isNativeError(error) || error instanceof OutageError) return error;
  const code = 'code' in error ? String(error.code) : '';
  const fromServer = /^[0-9A-Z]{5}$/.test(code) && 'severity' in error;
  if (fromServer ? outageClasses.includes(code.slice(0, 2)) || code === readOnlyTransaction : isConnection(error, code))
    return new OutageError(`${what}: ${reasonOf(error)}`, { cause: error });
  return error;
}

function isConnection(error: Error, code: string): boolean {
  if (code.startsWith('ERR_')) return false;
  return 'syscall' in error || 'errors' in error || /^E[A-Z]+$/.test(code) || driver.test(error.message);
}

const driver =
  /connection terminated|terminated unexpectedly|timeout exceeded|connection timeout|not queryable|read timeout|client was closed|server closed/i;
