import type { Spectrum } from '../spectrum.js';

/** One sweep as a file or a person gave it: nothing of it is believed yet. */
export interface Sweep extends Spectrum {
  /** What the header says of both impedance columns; `ohm` where it is not given. */
  impedance_unit?: 'ohm' | 'ohm_cm2';
  area_cm2?: number | null;
}

/** What is known of the cell's last spectrum: units that a header gets wrong show against it. */
export interface KnownSpectrum {
  frequency_minimum_hertz: number;
  frequency_maximum_hertz: number;
  ohmic_resistance_ohm: number | null;
}
