import { mostPoints } from './panels.js';

/** A column of `cycles_current`, or a field within one that is JSON, under the name that the CSV gives it. */
export type CycleColumn = string | { as: string; sql: string };

/** A number within an edge or a rest: `within('rest_after_charge', 'edge', 'resistance_ohm')`. */
export function within(column: string, ...path: string[]): CycleColumn {
  return { as: [column, ...path].join('_'), sql: `(${column} #>> '{${path.join(',')}}')::float8` };
}

/**
 * SQL: the chosen cell's complete cycles in the order of its life, whatever the time range; the open cycle is left out, for its
 * numbers still move. Where there are too many, every nth, counted from the newest so that the newest is always there.
 */
export function cyclesOfCell(...columns: CycleColumn[]): string {
  const most = Math.floor(mostPoints / columns.length);
  const names = columns.map((column) => (typeof column === 'string' ? column : column.as));
  const values = columns.map((column) => (typeof column === 'string' ? column : `${column.sql} as ${column.as}`));
  return `
select derived_cycle_count, ${names.join(', ')}
from (
  select distinct_cycles.*,
    row_number() over (order by derived_cycle_count desc) as back, count(*) over () as total
  from (
    select distinct on (derived_cycle_count) derived_cycle_count, ${values.join(', ')}
    from cycles_current
    where cell_id = \${cell:sqlstring} and status = 'complete'
    order by derived_cycle_count, started_at_unix_second desc nulls last
  ) as distinct_cycles
) as numbered
where (back - 1) % (1 + (total - 1) / ${most}) = 0
order by derived_cycle_count`;
}
