import type { RunningHalf } from '@cellwatch/electrochem';

/** A half-cycle as a unit that is judged once at least: where it fires, else quiet when the next begins. Plain JSON. */
export interface HalfUnit {
  test_id: string;
  first_record_index: number;
  derived_cycle_count: number;
  /** It was a half at all, and no mere excursion. */
  established: boolean;
  raised: boolean;
}

/** The unit of the running half: `unit` itself, or a fresh one where another half has begun. */
export function followHalf(unit: HalfUnit | null, { half, established, derived_cycle_count }: RunningHalf): HalfUnit {
  const { test_id, first_record_index } = half;
  if (unit?.test_id === test_id && unit.first_record_index === first_record_index) {
    unit.established ||= established;
    return unit;
  }
  return { test_id, first_record_index, derived_cycle_count, established, raised: false };
}
