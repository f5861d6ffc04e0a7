import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import {
  databaseFacts,
  inSnapshot,
  inTransaction,
  landRecords,
  migrate,
  openPool,
  readCellRecords,
} from '@cellwatch/timescale';
import type { RecordBatch } from '@cellwatch/events';
import { debianFolder, debianTimescale, startDebianPostgres } from '../support/debian-postgres.js';
import { temporaryFolder } from '../support/postgres.js';
import { batchOf, rowsOf } from './timescale-samples.js';

const offered = existsSync(debianFolder) && existsSync(debianTimescale);

(offered ? test : test.skip)(
  'the extension comes later: records become a hypertable, are compressed, and are still corrected',
  async () => {
    const folder = await temporaryFolder();
    let server = await startDebianPostgres(folder, { preload: false });
    let pool = openPool(server.url);
    const land = (batch: RecordBatch) => inTransaction(pool, (client) => landRecords(client, [batch]));
    try {
      await migrate(pool);
      expect((await databaseFacts(pool)).migrated).not.toContain('000003.timescale.sql');
      await land(batchOf(rowsOf('early', 'test', 1, 1_000)));
      await pool.end();
      await server.stop();

      server = await startDebianPostgres(folder, { port: server.port, jobs: false });
      pool = openPool(server.url);
      await migrate(pool);
      expect(await databaseFacts(pool)).toMatchObject({
        timescaledb: expect.any(String),
        migrated: expect.arrayContaining(['000003.timescale.sql']),
      });
      const settings = await pool.query(
        `select d.time_interval::text, s.segmentby, s.orderby
      from timescaledb_information.dimensions d, timescaledb_information.hypertable_columnstore_settings s
      where d.hypertable_schema = 'scaled' and d.hypertable_name = 'records'`,
      );
      expect(settings.rows).toEqual([
        { time_interval: '08:00:00', segmentby: 'test_key', orderby: 'record_index,recorded_at' },
      ]);

      const { rows: chunks } = await pool.query<{ chunk: string }>(
        `select compress_chunk(chunk)::text as chunk from show_chunks('scaled.records') as chunk`,
      );
      expect(chunks).toHaveLength(1);
      const corrected = rowsOf('early', 'test', 1, 1_010, 2).map((row) => {
        const moved = row.record_index <= 5 ? row.unix_time_second + 86_400 : row.unix_time_second;
        return { ...row, unix_time_second: moved, voltage_volt: row.record_index === 500 ? 4 : row.voltage_volt };
      });
      expect(await land(batchOf(corrected))).toEqual({ inserted: 10, repeated: 994, replaced: 6 });
      expect(await land(batchOf(corrected))).toEqual({ inserted: 0, repeated: 1_010, replaced: 0 });
      const [back] = await inSnapshot(pool, async (client) => {
        const batches: RecordBatch[] = [];
        for await (const batch of readCellRecords(client, 'early')) batches.push(batch);
        return batches;
      });
      expect(back).toEqual(batchOf(corrected));
      const { rows } = await pool.query(
        `select record_count::int, extract(epoch from first_recorded_at)::float8 as first, extract(epoch from last_recorded_at)::float8 as last
      from tests where cell_id = 'early'`,
      );
      const times = corrected.map((row) => row.unix_time_second);
      expect(rows).toEqual([{ record_count: 1_010, first: Math.min(...times), last: Math.max(...times) }]);
    } finally {
      await pool.end();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
);
