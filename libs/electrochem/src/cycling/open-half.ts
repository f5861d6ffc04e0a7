/**
 * The half-cycle that is running, after a record was added to it. One object serves a whole batch: read it, do not keep it.
 */
export interface OpenHalf {
  cell_id: string;
  direction: 'charge' | 'discharge';
  /** It is the first half of its cycle: the charge of a full cell, the discharge of an anode half-cell. */
  is_first_half: boolean;
  /** Ah and Wh that passed in this direction since the half began, this record included. */
  capacity_ah: number;
  energy_wh: number;
  /** Natural key of the half: its first record under load. */
  test_id: string;
  first_record_index: number;
  /** Natural key of its cycle, its number in the cell's life, and the cycler's own number. */
  cycle_test_id: string;
  cycle_first_record_index: number;
  derived_cycle_count: number;
  cycle_count: number | null;
  /** Magnitude in A at which the half's greatest step so far was held before any constant-voltage part: stands for the median. */
  current_ampere: number;
  /** The same over 1C; null where 1C is not declared. */
  c_rate: number | null;
  /** The record runs in a hold at constant voltage. */
  constant_voltage: boolean;
  /** A hole, a cut or a jump between tests makes this half not comparable. */
  doubtful: boolean;

  /** The record itself. */
  record_test_id: string;
  record_index: number;
  unix_time_second: number;
  test_time_second: number;
  voltage_volt: number;
}
