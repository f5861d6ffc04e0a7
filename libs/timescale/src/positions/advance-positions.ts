import type { PoolClient } from 'pg';
import type { Position } from './position.js';

/**
 * Moves positions by compare-and-set, first in the transaction of their effect. False when another member has moved any of them:
 * the caller rolls back. Until the transaction ends nobody else can move them. Each partition at most once.
 */
export async function advancePositions(
  client: PoolClient,
  reader: string,
  moves: readonly (Position & { expected: number })[],
): Promise<boolean> {
  const { rowCount } = await client.query(
    `with locked as (
      select topic, partition, moves.next
      from unnest($2::text[], $3::integer[], $4::bigint[], $5::bigint[]) as moves (topic, partition, expected, next)
      join positions using (topic, partition)
      where positions.reader = $1 and positions.next = moves.expected
      order by topic, partition
      for update of positions
    )
    update positions set next = locked.next
    from locked
    where positions.reader = $1 and positions.topic = locked.topic and positions.partition = locked.partition`,
    [
      reader,
      moves.map(({ topic }) => topic),
      moves.map(({ partition }) => partition),
      moves.map(({ expected }) => expected),
      moves.map(({ next }) => next),
    ],
  );
  return rowCount === moves.length;
}
