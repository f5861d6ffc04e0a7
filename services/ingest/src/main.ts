import { optional, required, runService, settings, whole } from '@cellwatch/health';
import { openStream } from '@cellwatch/stream';
import { openPool } from '@cellwatch/timescale';
import { watchFolder } from './watch-folder.js';

await runService('ingest', async (log, metrics) => {
  const { database_url, kafka_brokers, folder, time_zone, poll_ms } = settings({
    database_url: required('DATABASE_URL'),
    kafka_brokers: optional('KAFKA_BROKERS'),
    folder: required('INGEST_FOLDER'),
    time_zone: required('TIME_ZONE'),
    poll_ms: whole('INGEST_POLL_MS', 0),
  });
  const stream = await openStream({ kafka_brokers, database_url });
  const pool = openPool(database_url, { max: 2 });
  const watching = await watchFolder(stream, pool, {
    folder,
    time_zone,
    ...(poll_ms > 0 && { poll_ms }),
    onTaken(path, tally) {
      metrics.received.inc({ topic: 'cycler.records' }, tally.records);
      metrics.received.inc({ topic: 'cell.spectra' }, tally.spectra);
      for (const [reason, { count }] of Object.entries(tally.rejects)) metrics.rejected.inc({ reason }, count);
      log.info({ path, records: tally.records, spectra: tally.spectra, rejects: tally.rejects }, 'taken');
    },
    onTrouble(path, error) {
      metrics.errors.inc({ reason: 'file' });
      log.warn({ path, err: error }, 'trouble');
    },
  });
  return {
    failed: new Promise(() => undefined),
    async stop() {
      await watching.stop();
      await pool.end();
      await stream.close();
    },
  };
});
