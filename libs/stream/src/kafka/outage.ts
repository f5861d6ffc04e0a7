import { OutageError } from '../errors.js';
import { reasonOf } from '../log.js';

/** An outage as OutageError, anything else as it is. kafkajs wraps what it gave up retrying in errors that say never. */
export function outage(error: unknown, what: string): unknown {
  if (error instanceof OutageError || !isOutage(error)) return error;
  return new OutageError(`${what}: ${reasonOf(error)}`, { cause: error });
}

function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'KafkaJSNumberOfRetriesExceeded' || error.name === 'KafkaJSConnectionClosedError') return true;
  if ('retriable' in error && error.retriable === true) return true;
  if (error.cause) return isOutage(error.cause);
  return 'syscall' in error;
}
