/** Where a reader goes on in a partition: everything below `next` has had its effect. */
export interface Position {
  topic: string;
  partition: number;
  next: number;
}
