/**
 * $1 topics, $2 partitions, $3 the position to read each from, $4 how many messages and $5 how many bytes of them at most a
 * partition; one message comes however large it is.
 */
export const readMessages = `
select wanted.topic, wanted.partition, position, key, value, headers,
  (extract(epoch from published_at) * 1000)::float8 as published_at_ms
from unnest($1::text[], $2::integer[], $3::bigint[]) as wanted (topic, partition, start)
cross join lateral (
  select *, sum(octet_length(value)) over (order by position) - octet_length(value) as bytes_before
  from (
    select * from stream.messages
    where messages.topic = wanted.topic and messages.partition = wanted.partition and position >= wanted.start
    order by position
    limit $4
  ) ahead
) sized
where bytes_before < $5
order by wanted.topic, wanted.partition, position
`;
