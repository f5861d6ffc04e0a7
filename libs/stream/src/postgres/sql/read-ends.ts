/** $1 topics. */
export const readEnds = `
select topic, partition, next from stream.partitions where topic = any($1::text[]) order by topic, partition
`;
