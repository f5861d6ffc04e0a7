import type { Arc } from '../circuit/circuit.js';
import type { Estimate } from '../estimate.js';
import { arcTimeConstant } from './arc-time-constant.js';
import { areaSpecificResistance } from './area-specific-resistance.js';
import { characteristicFrequency } from './characteristic-frequency.js';
import type { FittedArc } from './circuit-fit.js';
import { effectiveCapacitance } from './effective-capacitance.js';
import { propagatedDeviation } from './propagated-deviation.js';

/**
 * What an arc's three parameters say, with 1σ by the delta method: ∂ln τ by (ln R, ln Q, u) is (1, 1, −ln τ·∂n/∂u)/n.
 * `measured` gives a parameter's own estimate, null where it is not measured.
 */
export function fittedArc(
  arc: Arc,
  parameters: Float64Array,
  covariance: Float64Array,
  measured: (index: number) => Estimate | null,
  area_cm2: number | null,
): FittedArc {
  const [resistance, q, n] = [parameters[arc.resistance], parameters[arc.q], parameters[arc.n]];
  const tau = arcTimeConstant(resistance, q, n);
  const byExponent = (-Math.log(tau) / n) * 2 * (n - 0.5) * (1 - n);
  const relative = (byResistance: number) =>
    propagatedDeviation(covariance, [
      [arc.resistance, byResistance],
      [arc.q, 1 / n],
      [arc.n, byExponent],
    ]);
  const seen = measured(arc.resistance) && measured(arc.q);
  const estimate = (value: number, relativeDeviation: number): Estimate | null =>
    seen && { value, standard_deviation: value * relativeDeviation };
  return {
    resistance_ohm: measured(arc.resistance),
    resistance_ohm_cm2: perArea(measured(arc.resistance), area_cm2),
    time_constant_second: estimate(tau, relative(1 / n)),
    characteristic_frequency_hertz: estimate(characteristicFrequency(tau), relative(1 / n)),
    effective_capacitance_farad: estimate(effectiveCapacitance(tau, resistance), relative(1 / n - 1)),
    cpe_q: measured(arc.q),
    cpe_exponent: measured(arc.n),
  };
}

export function perArea(estimate: Estimate | null, area_cm2: number | null): Estimate | null {
  if (!estimate || area_cm2 === null) return null;
  return {
    value: areaSpecificResistance(estimate.value, area_cm2),
    standard_deviation: areaSpecificResistance(estimate.standard_deviation, area_cm2),
  };
}
