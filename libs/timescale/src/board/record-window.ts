export interface RecordWindow {
  cell_id: string;
  /** Unix seconds, inclusive; null for no limit. */
  from: number | null;
  to: number | null;
}

export interface ChartPoint {
  unix_time_second: number;
  voltage_volt: number | null;
  current_ampere: number | null;
  temperature_t1_celsius: number | null;
}
