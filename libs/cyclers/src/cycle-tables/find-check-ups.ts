import type { CycleRow } from './cycle-table.js';

const apart = 0.1;
const neighbours = 3;
const fewest = 4;

/**
 * Rows that measure the cell instead of ageing it, where no label says so: a capacity of theirs differs by more than 10 % from
 * the median of the rows about them, that of the next row does not, and they stand at equal distances, 4 of them at least. No
 * fault keeps such a calendar. Answers their cycle numbers.
 */
export function findCheckUps(rows: readonly CycleRow[]): number[] {
  const odd = rows.filter((_, at) => isOdd(rows, at) && !isOdd(rows, at + 1)).map(({ cycle_count }) => cycle_count);
  for (let first = 0; first + fewest <= odd.length; first += 1)
    for (let second = first + 1; second < odd.length; second += 1) {
      const distance = odd[second] - odd[first];
      const series = odd.filter((count) => count >= odd[first] && (count - odd[first]) % distance === 0);
      const last = series[series.length - 1];
      if (distance > 2 * neighbours && series.length >= fewest && (last - odd[first]) / distance === series.length - 1)
        return series;
    }
  return [];
}

function isOdd(rows: readonly CycleRow[], at: number): boolean {
  const row = rows[at];
  // At an end there is nothing to come back to.
  if (!row || at < neighbours) return false;
  const about = [...rows.slice(Math.max(0, at - neighbours), at), ...rows.slice(at + 1, at + 1 + neighbours)];
  return (['charging_capacity_ah', 'discharging_capacity_ah'] as const).some((name) => {
    const values = about.flatMap((other) => other[name] ?? []).sort((one, other) => one - other);
    const middle = values[Math.floor(values.length / 2)];
    const value = row[name];
    return value !== null && middle !== undefined && Math.abs(value - middle) > apart * middle;
  });
}
