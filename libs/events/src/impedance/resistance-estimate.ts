import type { CellSpectrum } from './cell-spectrum.js';

/**
 * What one spectrum says of a cell, and where it stands in its series. Natural key (cell_id, spectrum_id, circuit_id); what was
 * not measured is null, and `findings` say why. Deviations are 1σ.
 */
export interface ResistanceEstimate extends Pick<
  CellSpectrum,
  | 'cell_id'
  | 'spectrum_id'
  | 'measured_at_unix_second'
  | 'derived_cycle_count'
  | 'state_of_charge'
  | 'voltage_volt'
  | 'direction'
  | 'temperature_celsius'
  | 'specimen'
> {
  /** An id such as `S2W`, or the notation itself: results of two circuits are never compared. */
  circuit_id: string;
  /** Of the impedance library. */
  definition_version: number;
  facts_version: string;
  revision: number;
  /** The spectrum is fitted by another circuit now, or is gone. */
  retracted: boolean;
  method: 'eis_fit';
  verdict: 'accepted' | 'refused';
  /** Accepted, valid by Kramers and Kronig, no unit doubtful: only such stand in a trend. */
  comparable: boolean;
  findings: { code: string; message: string }[];
  points: number;
  frequency_minimum_hertz: number | null;
  frequency_maximum_hertz: number | null;

  kramers_kronig_verdict: 'pass' | 'warn' | 'fail' | 'not_enough_points' | null;
  /** Why it does not pass. */
  kramers_kronig_kind: 'drift' | 'noisy' | null;
  kramers_kronig_largest_residual_percent: number | null;
  kramers_kronig_noise_percent: number | null;

  /** R_1. */
  ohmic_resistance_ohm: number | null;
  ohmic_resistance_standard_deviation_ohm: number | null;
  ohmic_resistance_ohm_cm2: number | null;
  ohmic_resistance_standard_deviation_ohm_cm2: number | null;
  /** R_int, of the faster arc. */
  interphase_resistance_ohm: number | null;
  interphase_resistance_standard_deviation_ohm: number | null;
  interphase_resistance_ohm_cm2: number | null;
  interphase_resistance_standard_deviation_ohm_cm2: number | null;
  /** R_ct, of the slower arc. */
  charge_transfer_resistance_ohm: number | null;
  charge_transfer_resistance_standard_deviation_ohm: number | null;
  charge_transfer_resistance_ohm_cm2: number | null;
  charge_transfer_resistance_standard_deviation_ohm_cm2: number | null;
  /** R_int + R_ct: all that is measured where the arcs are not resolved. */
  arc_resistance_ohm: number | null;
  arc_resistance_standard_deviation_ohm: number | null;
  arc_resistance_ohm_cm2: number | null;
  arc_resistance_standard_deviation_ohm_cm2: number | null;
  /** σ of the fit. */
  warburg_coefficient_ohm_per_root_second: number | null;
  warburg_coefficient_standard_deviation_ohm_per_root_second: number | null;
  /** Apparent, from the Warburg region; absolute only where area, concentration and temperature are known. */
  diffusion_coefficient_cm2_per_second: number | null;
  diffusion_coefficient_standard_deviation_cm2_per_second: number | null;
  /** Over that of the first spectrum of the series which has a Warburg region. */
  relative_diffusion_coefficient: number | null;

  /** 100·√(SSE/(2N−p)), in % of |Z|. */
  residual_percent: number | null;
  largest_residual_percent: number | null;
  /** Of the circuit, in its order, accepted or not: to draw the fit. Empty where nothing was fitted. */
  raw_parameters: number[];
  parameters: { name: string; unit: string; value: number | null; standard_deviation: number | null }[];
  arcs: {
    time_constant_second: number | null;
    characteristic_frequency_hertz: number | null;
    effective_capacitance_farad: number | null;
    cpe_exponent: number | null;
  }[];

  /** Cell, circuit, voltage, temperature, direction; null where the estimate stands in no series. The trend is as of this spectrum. */
  series_key: string | null;
  /** Median of the first three R_ct after activation. */
  reference_resistance_ohm: number | null;
  resistance_ratio: number | null;
  slope_ohm_per_cycle: number | null;
  slope_lower_ohm_per_cycle: number | null;
  slope_upper_ohm_per_cycle: number | null;
  slope_points: number | null;
  cusum_upper: number | null;
  cusum_lower: number | null;
  /** R_ct is 1.5 × (warn) or 2 × (critical) its reference, and a trend confirms it. */
  growth: 'warn' | 'critical' | null;
}
