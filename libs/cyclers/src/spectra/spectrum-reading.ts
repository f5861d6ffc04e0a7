import type { DateOrder } from '../parse-date.js';

/**
 * Words. A sweep is one run over the frequencies; a file holds one or many. A row is set aside where it is no point of a sweep, and
 * the file is refused where its columns cannot be trusted.
 */
export interface FileSpectrum {
  /** In the order of the file. */
  frequency_hertz: Float64Array;
  real_impedance_ohm: Float64Array;
  /** Negative where capacitive, by the sign that the header states. */
  imaginary_impedance_ohm: Float64Array;
  /** `ohm_cm2`: the header says that the numbers are Ω·cm², and they are so still. */
  impedance_unit: 'ohm' | 'ohm_cm2';
  meta: SpectrumMeta;
}

export interface SpectrumMeta {
  source_format: string;
  instrument: string | null;
  /** Of the whole file, as the laboratory's clock showed it: `2016-11-02T15:58:00`. */
  measured_at: string | null;
  /** What the file calls the object, or the file's name. */
  specimen: string;
  /** The cycler's own; null where the file has no such column. */
  cycle_count: number | null;
  /** As printed, else the place in the file, from 1. */
  spectrum_number: number;
  /** Of the first point, from the start of the test. */
  test_time_second: number | null;
  /** Mean over the points. */
  voltage_volt: number | null;
  temperature_celsius: number | null;
  /** As printed; most files print a default that nobody set, so nothing is computed from it. */
  printed_area_cm2: number | null;
  first_line: number;
  last_line: number;
}

export type SetAsideReason = 'no_frequency' | 'no_impedance' | 'not_a_number' | 'truncated_row';

/** Rows that are no points, by their reason. */
export interface RowsSetAside {
  reason: SetAsideReason;
  rows: number;
  first_line: number;
  message: string;
}

export type RefusalReason =
  | 'empty'
  | 'binary'
  | 'too_large'
  | 'unknown_format'
  | 'not_impedance'
  | 'no_frequency'
  | 'columns_missing'
  | 'columns_shifted'
  | 'unit_unknown'
  | 'phase_unit'
  | 'no_points';

export interface SpectraRead {
  kind: 'spectra';
  source_format: string;
  spectra: FileSpectrum[];
  set_aside: RowsSetAside[];
  /** What else a person should know: fewer points than the header declares. */
  notes: string[];
}

export interface SpectraRefused {
  kind: 'refused';
  reason: RefusalReason;
  /** What was got, where, and what was expected. */
  message: string;
  /** 0: the whole file. */
  line: number;
}

export interface SpectraOptions {
  file_name: string;
  /** How 06/05/2021 is read, where the format does not say. */
  date_order?: DateOrder;
}
