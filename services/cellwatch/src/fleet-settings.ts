import { optional, required, settings } from '@cellwatch/health';
import { UserError, exitCodes } from './exit-codes.js';

/** Where the parts of a fleet are, from the environment; secrets may be files. */
export function fleetSettings(): { database_url: string; kafka_brokers?: string } {
  try {
    return settings({ database_url: required('DATABASE_URL'), kafka_brokers: optional('KAFKA_BROKERS') });
  } catch (cause) {
    throw new UserError((cause as Error).message, exitCodes.usage);
  }
}
