import type { Queryable } from '../pool.js';

/** So late it is: everything of a partition of `cycler.records` below `records_end` was published before `unix_second`. */
export interface Tick {
  partition: number;
  unix_second: number;
  records_end: number;
}

/** The latest tick of each partition that has one. */
export async function readTicks(client: Queryable): Promise<Tick[]> {
  const { rows } = await client.query<Tick>(
    `select partition, unix_second, records_end::float8 as records_end
    from ticks where unix_second is not null order by partition`,
  );
  return rows;
}
