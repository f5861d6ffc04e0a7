import type { Circuit, CircuitRoles } from '../circuit/circuit.js';
import type { Estimate } from '../estimate.js';
import type { Finding } from '../finding.js';
import { arcTimeConstant } from './arc-time-constant.js';
import type { CircuitFit, FitCode, FittedParameter } from './circuit-fit.js';
import { finiteSpaceWarburg } from './finite-space-warburg.js';
import { fitCovariance } from './fit-covariance.js';
import { fittedArc, perArea } from './fitted-arc.js';
import { judgeFit } from './judge-fit.js';
import type { LeastSquares } from './least-squares.js';
import { boundOf, scaleSlope } from './parameter-scale.js';
import { propagatedDeviation } from './propagated-deviation.js';

const leastRatio = 3;
/** More than this share of a value and its bars say nothing. */
const mostDeviation = 0.5;

/** What an optimum says of the cell. Without one, everything is null beside the findings. */
export function describeFit(
  circuit: Circuit,
  problem: LeastSquares | null,
  run: { points: number; area_cm2: number | null; starts: number; iterations: number; findings: Finding<FitCode>[] },
): CircuitFit {
  const { points, area_cm2, starts, iterations } = run;
  const size = circuit.parameters.length;
  const degrees_of_freedom = Math.max(0, 2 * points - size);
  const findings = [...run.findings];
  const values = problem?.parameters ?? new Float64Array(size).fill(NaN);
  const bounds = circuit.parameters.map((parameter, k) => (problem ? boundOf(parameter, values[k]) : null));
  const variance = problem ? problem.squares / degrees_of_freedom : NaN;
  const covariance =
    problem && Number.isFinite(variance)
      ? fitCovariance(
          problem.normal,
          bounds.map((bound) => !bound),
          variance,
        )
      : null;
  const correlations = covariance && correlationsOf(covariance, size);
  const residual_percent = problem ? 100 * Math.sqrt(variance) : 0;
  const arcs = circuit.roles?.arcs ?? [];
  const tau = arcs.map(({ resistance, q, n }) => arcTimeConstant(values[resistance], values[q], values[n]));
  const exchanged = findings.some(({ code }) => code === 'arcs_exchanged');
  const merged = tau.length === 2 && (exchanged || tau[1] / tau[0] < leastRatio);
  const mergedParameters = new Set(merged ? arcs.flatMap(({ resistance, q, n }) => [resistance, q, n]) : []);
  const against = problem ? judgeFit(circuit, { residual_percent, correlations, merged: mergedParameters }) : [];
  const accepted = problem !== null && against.length === 0;
  findings.push(...against);

  const deviation = (k: number) =>
    covariance ? scaleSlope(circuit.parameters[k], values[k]) * propagatedDeviation(covariance, [[k, 1]]) : NaN;
  const measured = (k: number): Estimate | null => {
    if (!covariance || bounds[k] || !(deviation(k) <= mostDeviation * values[k])) return null;
    return { value: values[k], standard_deviation: deviation(k) };
  };
  const parameters = circuit.parameters.map(({ name, unit }, k): FittedParameter => {
    const estimate = measured(k);
    if (problem && bounds[k])
      findings.push({
        code: 'parameter_at_bound',
        message: `${name} ended at its ${bounds[k]} bound: it is not measured`,
      });
    else if (covariance && !estimate)
      findings.push({
        code: 'undetermined',
        message: `${name} is known to no better than half its value: it is not measured`,
      });
    return {
      name,
      unit,
      value: estimate?.value ?? null,
      standard_deviation: estimate?.standard_deviation ?? null,
      at_bound: bounds[k],
    };
  });

  const roles = accepted && covariance ? circuit.roles : null;
  const arcs_unresolved = roles !== null && merged;
  if (arcs_unresolved && !exchanged)
    findings.push({
      code: 'arcs_unresolved',
      message: `time constants ${tau[0].toPrecision(3)} and ${tau[1].toPrecision(3)} s, expected ${leastRatio} × apart: only R_int + R_ct is measured`,
    });
  const separate = roles !== null && tau.length === 2 && !merged;
  const ohmic = roles && measured(roles.ohmic);
  const interphase = separate ? measured(arcs[0].resistance) : null;
  const chargeTransfer = separate ? measured(arcs[1].resistance) : null;
  const resistances = arcs.map(({ resistance }) => resistance);
  const total = roles && sumOf(resistances, values, bounds, covariance!);
  const shown = separate || (roles && tau.length === 1) ? arcs : [];
  return {
    circuit_id: circuit.id,
    notation: circuit.notation,
    accepted,
    findings,
    arcs_unresolved,
    ohmic_resistance_ohm: ohmic,
    interphase_resistance_ohm: interphase,
    charge_transfer_resistance_ohm: chargeTransfer,
    arc_resistance_ohm: total,
    ohmic_resistance_ohm_cm2: perArea(ohmic, area_cm2),
    interphase_resistance_ohm_cm2: perArea(interphase, area_cm2),
    charge_transfer_resistance_ohm_cm2: perArea(chargeTransfer, area_cm2),
    arc_resistance_ohm_cm2: perArea(total, area_cm2),
    warburg_coefficient_ohm_per_root_second: roles && warburgOf(roles.diffusion, values, covariance!, measured),
    arcs: shown.map((arc) => fittedArc(arc, values, covariance!, measured, area_cm2)),
    raw_parameters: problem ? Array.from(values) : [],
    parameters,
    correlations,
    residual_percent,
    largest_residual_percent: problem ? 100 * problem.largestResidual() : 0,
    points,
    degrees_of_freedom,
    starts,
    iterations,
  };
}

function correlationsOf(covariance: Float64Array, size: number): number[][] {
  const spread = Array.from({ length: size }, (_, k) => Math.sqrt(covariance[k * size + k]));
  return spread.map((own, k) =>
    spread.map((other, l) => (k === l ? 1 : own > 0 && other > 0 ? covariance[k * size + l] / (own * other) : 0)),
  );
}

function sumOf(
  indices: number[],
  values: Float64Array,
  bounds: (string | null)[],
  covariance: Float64Array,
): Estimate | null {
  if (indices.some((k) => bounds[k])) return null;
  const value = indices.reduce((sum, k) => sum + values[k], 0);
  const standard_deviation = propagatedDeviation(
    covariance,
    indices.map((k) => [k, values[k]]),
  );
  return standard_deviation <= mostDeviation * value ? { value, standard_deviation } : null;
}

function warburgOf(
  diffusion: CircuitRoles['diffusion'],
  values: Float64Array,
  covariance: Float64Array,
  measured: (index: number) => Estimate | null,
): Estimate | null {
  if (!diffusion || diffusion.kind === 'CPE') return null;
  const { kind, first } = diffusion;
  if (kind === 'W') return measured(first);
  // ln σ = ln Z0 − ½ln τ − ½ln 2: better known than either, which vary together.
  const value = finiteSpaceWarburg(values[first], values[first + 1]);
  const relative = propagatedDeviation(covariance, [
    [first, 1],
    [first + 1, -0.5],
  ]);
  return relative > 0 && relative <= mostDeviation ? { value, standard_deviation: value * relative } : null;
}
