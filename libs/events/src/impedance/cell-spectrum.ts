/**
 * One impedance sweep of a cell, in Ω, imaginary part negative where capacitive; as it was measured, not yet believed.
 * Natural key (cell_id, spectrum_id); the highest revision holds, and of equal ones the larger content.
 */
export interface CellSpectrum {
  cell_id: string;
  /** First 16 hex digits of the SHA-256 of the points and the time, or of the cycle where there is none: taken twice it is one. */
  spectrum_id: string;
  /** 1 at first; who corrects what is known beside the points takes the next one. */
  revision: number;
  /** It was taken back: no result is made of it, and none is compared with it. */
  retracted: boolean;
  /** Begin of the sweep; null where the source has no wall clock. A cell's spectra stand in order of it; those without
   * one stand first, in order of cycles. */
  measured_at_unix_second: number | null;
  /** When in the cell's life. Without it the spectrum stands in no trend. */
  derived_cycle_count: number | null;
  /** From 0 to 1. */
  state_of_charge: number | null;
  voltage_volt: number | null;
  /** Of the current before the sweep, or that the cell rested at open circuit. */
  direction: 'charge' | 'discharge' | 'rest' | null;
  temperature_celsius: number | null;
  rest_second: number | null;
  /** The piece that was measured, where it is not the cell as a whole: it has series of its own. */
  specimen: string | null;
  instrument: string | null;
  frequency_hertz: number[];
  real_impedance_ohm: number[];
  imaginary_impedance_ohm: number[];
}
