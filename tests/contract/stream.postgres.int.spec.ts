import { openPostgresStream } from '@cellwatch/stream';
import { startTestDatabase } from '../support/postgres.js';
import { streamContract } from './stream.contract.js';

streamContract('PostgreSQL', async () => {
  const database = await startTestDatabase();
  return {
    open: (options) => openPostgresStream({ database_url: database.url, poll_ms: 200, ...options }),
    database_url: database.url,
    kill: () => database.kill(),
    restart: () => database.restart(),
    stop: () => database.stop(),
  };
});
