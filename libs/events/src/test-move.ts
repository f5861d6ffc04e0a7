/**
 * A test that was booked on the wrong cell, and the cell that it belongs to. Keyed by the cell under whose name its records came
 * and may still come. Of two moves of one test the later counts, in whatever order they arrive.
 */
export interface TestMove {
  cell_id: string;
  test_id: string;
  to_cell_id: string;
  /** When somebody said so, Unix seconds. */
  moved_at_unix_second: number;
}
