/** Step response of a Warburg element σ(1 − j)ω^−½: σ·2√(2/π)·√t. */
const warburgStep = 2 * Math.sqrt(2 / Math.PI);
/** Of the slowest arc, after which it is over. */
const timeConstants = 5;

/** What a fit says that a pulse answers to. */
export interface FitOfPulse {
  ohmic_resistance_ohm: number;
  /** R_int + R_ct. */
  arc_resistance_ohm: number;
  /** Null where the circuit has no such element, or it was not measured. */
  warburg_coefficient_ohm_per_root_second: number | null;
  slowest_time_constant_second: number;
}

/**
 * What a pulse would read `time_second` after its edge by an impedance fit, in Ω: R_1 + R_int + R_ct, and the diffusion of that time.
 *
 * Without a time it is that of the line in √t, which has no diffusion. It is the bridge between two series that are never one:
 * a pulse against the fit that it should answer to. Null while the slowest arc is not over, and where diffusion is needed and
 * was not fitted. Small signals and semi-infinite diffusion are taken for granted; the open circuit does not move.
 *
 * @quantity fitted pulse resistance
 * @symbol R_fit(t)
 * @unit Ω
 * @formula R_1 + R_int + R_ct + 2√(2/π)·σ·√t
 * @convention t ≥ 5 τ of the slowest arc; without t no diffusion
 * @source step response of a Warburg element (textbook); the idea is that of intermittent current interruption, doi
 *   10.1038/s41467-023-37989-6
 */
export function fittedPulseResistance(fit: FitOfPulse, time_second: number | null): number | null {
  const { ohmic_resistance_ohm, arc_resistance_ohm, slowest_time_constant_second: tau } = fit;
  const settled = ohmic_resistance_ohm + arc_resistance_ohm;
  if (time_second === null) return settled;
  const { warburg_coefficient_ohm_per_root_second: sigma } = fit;
  if (sigma === null || !(time_second >= timeConstants * tau)) return null;
  return settled + sigma * warburgStep * Math.sqrt(time_second);
}
