/**
 * SQL: the records of some tests in the board's time range, as `from` clause and condition; the select list may use `records`
 * and `tests`. Records are keyed (test, record_index), so a window is found from the end: the last record before it bounds the
 * scan, for time rises with the record within a test.
 */
export function recordsInWindow(whichTests: string): string {
  return `
from tests
left join lateral (
  select earlier.record_index from records as earlier
  where earlier.test_key = tests.test_key and earlier.recorded_at < $__timeFrom()
  order by earlier.record_index desc limit 1
) as before on true
join records on records.test_key = tests.test_key and records.record_index > coalesce(before.record_index, -1)
where ${whichTests}
  and tests.last_recorded_at >= $__timeFrom() and tests.first_recorded_at <= $__timeTo()
  and $__timeFilter(records.recorded_at)`;
}

export const ofThisCell = `tests.cell_id = \${cell:sqlstring}`;
