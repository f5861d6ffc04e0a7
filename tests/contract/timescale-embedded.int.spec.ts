import { mkdtemp, chmod, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPool, startEmbeddedPostgres } from '@cellwatch/timescale';

test('starts, answers and stops', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cellwatch-embedded-'));
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres({ folder: join(folder, 'postgres') });
  const pool = openPool(server.url);
  const { rows } = await pool.query('select 1 as one');
  expect(rows).toEqual([{ one: 1 }]);
  await pool.end();
  await server.stop();
  await rm(folder, { recursive: true });
});
