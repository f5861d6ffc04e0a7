/**
 * $1 topics, $2 partitions, $3 keys, $4 values, $5 headers: one message an element, in the order of publishing.
 *
 * Positions are taken in the transaction that inserts, so they are dense and become visible in their order; a sequence would
 * show later commits first. Rows are locked in one order, or two publishers would deadlock.
 */
export const insertMessages = `
with given as (
  select topic, partition, key, value, headers, place,
    row_number() over (partition by topic, partition order by place) as nth
  from unnest($1::text[], $2::integer[], $3::text[], $4::bytea[], $5::json[])
    with ordinality as given (topic, partition, key, value, headers, place)
), counts as (
  select topic, partition, count(*) as count from given group by topic, partition
), locked as (
  select partitions.topic, partitions.partition
  from stream.partitions join counts using (topic, partition)
  order by partitions.topic, partitions.partition
  for update of partitions
), taken as (
  update stream.partitions set next = next + counts.count
  from locked join counts using (topic, partition)
  where partitions.topic = locked.topic and partitions.partition = locked.partition
  returning partitions.topic, partitions.partition, partitions.next - counts.count as first
), inserted as (
  insert into stream.messages (topic, partition, position, key, value, headers)
  select topic, partition, first + nth - 1, key, value, headers from given join taken using (topic, partition)
)
select pg_notify('stream_messages', topic) from (select distinct topic from taken) topics
`;
