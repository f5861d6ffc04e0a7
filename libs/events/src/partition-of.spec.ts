import { partitionOf } from './index.js';

// murmur2 of the UTF-8 bytes: the first four from Kafka's own tests, the rest computed with the Java-compatible hash of kafkajs 2.2.4.
test.each([
  ['21', -973932308],
  ['foobar', -790332482],
  ['a-little-bit-long-string', -985981536],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ['', 275646681],
  ['a', -1563381124],
  ['ab', 316155434],
  ['abc', 479470107],
  ['abcd', -1323649548],
  ['assb-01', 1441949886],
  ['Zelle-Ω-7', 2091832459],
  ['电池-12', 1703027763],
  ['🔋', 2041632109],
  ['CFF-B32B-P3a.062', 1634200601],
])('%j is in the partition of hash %i', (key, hash) => {
  expect(partitionOf(key)).toBe((hash & 0x7fffffff) % 12);
});
