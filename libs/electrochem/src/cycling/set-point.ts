import type { CellFacts } from '@cellwatch/events';

/** The temperature that a cycle was to run at, in °C; null where none is declared. */
export function temperatureSetPoint(facts: CellFacts, derived_cycle_count: number): number | null {
  return (
    facts.temperature_schedule?.findLast(({ from_cycle }) => from_cycle <= derived_cycle_count)?.celsius ??
    facts.temperature_set_point_celsius ??
    null
  );
}

/** The C-rate that a cycle was to run at; null where none is declared. */
export function declaredCRate(facts: CellFacts, derived_cycle_count: number): number | null {
  return facts.c_rate_schedule?.findLast(({ from_cycle }) => from_cycle <= derived_cycle_count)?.c_rate ?? null;
}
