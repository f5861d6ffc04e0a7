/** $1 topics, $2 how many partitions each has. */
export const insertPartitions = `
insert into stream.partitions (topic, partition)
select topic, partition from unnest($1::text[]) topic, generate_series(0, $2::integer - 1) partition
on conflict do nothing
`;
