/**
 * How many of `partitions` the member of this rank should hold among `members`: all shares together are `partitions`, and
 * no two differ by more than one. Who holds which is left alone, so few partitions move when members come and go.
 */
export function share(partitions: number, members: number, rank: number): number {
  return Math.floor(partitions / members) + (rank < partitions % members ? 1 : 0);
}
