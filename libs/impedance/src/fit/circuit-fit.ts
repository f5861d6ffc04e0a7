import type { Estimate } from '../estimate.js';
import type { Finding } from '../finding.js';

export interface FittedParameter {
  name: string;
  unit: string;
  /** Null where the fit ended at a bound, or where 1σ exceeds half of it: it is not measured. */
  value: number | null;
  standard_deviation: number | null;
  at_bound: 'lower' | 'upper' | null;
}

export interface FittedArc {
  resistance_ohm: Estimate | null;
  resistance_ohm_cm2: Estimate | null;
  time_constant_second: Estimate | null;
  characteristic_frequency_hertz: Estimate | null;
  effective_capacitance_farad: Estimate | null;
  cpe_q: Estimate | null;
  cpe_exponent: Estimate | null;
}

export type FitCode =
  | 'too_few_points'
  | 'no_convergence'
  | 'poor_fit'
  | 'correlated'
  | 'undetermined'
  | 'parameter_at_bound'
  | 'arcs_unresolved'
  | 'arcs_exchanged';

/** One fit, as plain JSON. Where `accepted` is false, every quantity below it is null and `findings` say why. */
export interface CircuitFit {
  circuit_id: string;
  notation: string;
  accepted: boolean;
  findings: Finding<FitCode>[];
  /** The time constants are within a factor of 3: only the sum of the two resistances is measured. */
  arcs_unresolved: boolean;
  ohmic_resistance_ohm: Estimate | null;
  interphase_resistance_ohm: Estimate | null;
  charge_transfer_resistance_ohm: Estimate | null;
  /** R_int + R_ct; of one arc, its resistance. */
  arc_resistance_ohm: Estimate | null;
  ohmic_resistance_ohm_cm2: Estimate | null;
  interphase_resistance_ohm_cm2: Estimate | null;
  charge_transfer_resistance_ohm_cm2: Estimate | null;
  arc_resistance_ohm_cm2: Estimate | null;
  /** σ; of finite-space diffusion that at high frequency. */
  warburg_coefficient_ohm_per_root_second: Estimate | null;
  /** In order of their time constants, the fastest first. */
  arcs: FittedArc[];
  /** As the circuit has them, whether accepted or not: to draw the fit, or to start the next one. */
  raw_parameters: number[];
  parameters: FittedParameter[];
  /** Of the scaled parameters, row by row; null where the fit does not determine them. */
  correlations: number[][] | null;
  /** 100·√(SSE/(2N−p)): the noise of a component, in % of |Z|, that the fit leaves. */
  residual_percent: number;
  largest_residual_percent: number;
  points: number;
  degrees_of_freedom: number;
  starts: number;
  iterations: number;
}
