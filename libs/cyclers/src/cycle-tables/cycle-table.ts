import type { CellFacts, CycleSummary } from '@cellwatch/events';

/** A table that has one row a cycle, as cycles. */
export interface CycleTable {
  /** Which table it is, for people. */
  title: string;
  /** As declared; where nobody said what the cell is, what the table itself tells of it. */
  facts: CellFacts;
  /** In the order of the table. */
  cycles: CycleSummary[];
  /** Rows that are no cycle: where they stand, and why. */
  refused: { line: number; problem: string }[];
  /** What was concluded and not told: in plain sentences. */
  notes: string[];
}

/** What one row tells; null where it does not. */
export interface CycleRow {
  line: number;
  cycle_count: number;
  charging_capacity_ah: number | null;
  discharging_capacity_ah: number | null;
  charging_energy_wh: number | null;
  discharging_energy_wh: number | null;
  /** As printed, whichever way it divides. */
  efficiency: number | null;
  /** In C or in A: one kind a table. */
  charging_rate: number | null;
  discharging_rate: number | null;
  charging_second: number | null;
  discharging_second: number | null;
  charging_end_voltage_volt: number | null;
  discharging_end_voltage_volt: number | null;
  temperature_celsius: number | null;
  ended_at_unix_second: number | null;
  label: string | null;
}
