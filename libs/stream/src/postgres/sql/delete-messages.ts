/**
 * $1 seconds that messages are kept, $2 how many at most a partition. Walks up from each partition's lowest position, which
 * needs no index by time; one process at a time.
 */
export const deleteMessages = `
with turn as materialized (
  select pg_try_advisory_xact_lock(hashtextextended('cellwatch stream delete', 0)) as mine
), old as (
  select lowest.topic, lowest.partition, lowest.position
  from turn
  join stream.partitions on mine
  cross join lateral (
    select topic, partition, position, published_at from stream.messages
    where messages.topic = partitions.topic and messages.partition = partitions.partition
    order by position
    limit $2
  ) lowest
  where published_at < now() - make_interval(secs => $1)
)
delete from stream.messages using old
where messages.topic = old.topic and messages.partition = old.partition and messages.position = old.position
`;
