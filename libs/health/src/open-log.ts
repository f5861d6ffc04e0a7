import { pino, type Logger } from 'pino';

/** JSON lines on stdout, ISO times, level by LOG_LEVEL. Values that look like secrets are not written. */
export function openLog(service: string): Logger {
  return pino({
    level: process.env.LOG_LEVEL || 'info',
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: ['access_key', 'database_url', '*.access_key', '*.database_url'],
  });
}
